// Lets whoever sits this attempt sign in again over the page when their session has ended, and
// gives the page up when somebody else is signed in: what was typed here is not theirs.

import { make } from "./make.js";

const ASK_AGAIN = 5000; // ms until the server is asked again that did not answer
const FINISH = "Please finish signing in on a new page, then come back.";
const GUEST =
  "What you typed is still on this page, and in this browser. Nobody can sign in again as a guest, so it " +
  "cannot be saved from here: copy it, or show it to your teacher, before you close the page.";

const form = document.getElementById("answers");
const { person: owner, who: address, signIn } = form.dataset;
const ownName = document.querySelector(".who").textContent;
let isLost = false;

function field(name, type, words, autocomplete) {
  const input = make("input", { id: `again-${name}`, name, type, autocomplete, required: true });
  return make("div", { className: "field" }, make("label", { htmlFor: input.id }, words), input);
}

const button = make("button", { type: "button", className: "plain-button", hidden: true }, "Sign in");
const told = make("p", { className: "error", role: "alert" });
const title = make("h2", { id: "again-title", tabIndex: -1, autofocus: true }, "You are signed out");
const later = make("button", { type: "button", className: "button", onclick: () => dialog.close() }, "Later");

function signInForm() {
  const enter = make("button", { className: "button main" }, "Sign in");
  const fields = [field("login", "text", "Sign-in name", "username"), field("password", "password", "Password", "current-password")];
  const made = make("form", { onsubmit: send }, ...fields, told, make("p", { className: "buttons" }, enter, " ", later));
  const elsewhere = make("a", { href: signIn, target: "_blank" }, "sign in on a new page");
  const words = `What you typed is kept in this browser. It is saved as soon as you, ${ownName}, are signed in again.`;
  return [make("p", {}, words), made, make("p", { className: "quiet" }, "With a card: ", elsewhere, ", then come back to this one.")];
}

const isGuest = "guest" in form.dataset;
if (isGuest) later.textContent = "Back to the page";
const parts = isGuest ? [make("p", {}, GUEST), told, later] : signInForm();
const dialog = make("dialog", {}, title, ...parts);
dialog.setAttribute("aria-labelledby", title.id);
document.body.append(dialog);
document.querySelector(".bar .save").before(button);

// Return {person, name, home, token} of whoever is signed in now; {} where nobody answers.
async function who() {
  try {
    return await (await fetch(address, { redirect: "error" })).json();
  } catch {
    return {};
  }
}

// See who is signed in: go on if it is whose page this is, else ask, or give the page up.
export async function look(words = "") {
  isLost = true;
  const { person, name, home, token } = await who();
  if (!isLost) return;
  if (!token) return void setTimeout(look, ASK_AGAIN);
  if (!person) return ask(words);
  isLost = false;
  document.querySelectorAll("[name=csrf_token]").forEach((one) => (one.value = token));
  button.hidden = true;
  dialog.close();
  if (person === Number(owner)) document.dispatchEvent(new Event("session-found"));
  else giveUp(name, home);
}

function ask(words) {
  told.textContent = words;
  button.hidden = false;
  if (!dialog.open) dialog.showModal();
}

function giveUp(name, home) {
  document.dispatchEvent(new Event("session-other"));
  const link = make("a", { className: "button main", href: home }, "Go on to your own page");
  const words = `You are signed in as ${name}. What ${ownName} typed and could not save yet is kept for ${ownName} alone.`;
  const page = make("section", { className: "pane shown" }, make("h2", {}, `This page belongs to ${ownName}`), make("p", {}, words), link);
  const main = document.querySelector("main");
  main.replaceChildren(main.querySelector("h1"), make("div", { className: "panes" }, page));
  link.focus();
}

async function send(event) {
  event.preventDefault();
  const { token } = await who();
  const body = new URLSearchParams(new FormData(event.target));
  body.set("csrf_token", token);
  const answer = await fetch(signIn, { method: "POST", body, redirect: "manual" }).catch(() => ({}));
  event.target.elements.password.value = "";
  // It leads on to a page that nobody here wants to see.
  if (answer.type === "opaqueredirect") return look(FINISH);
  const minutes = Math.ceil(answer.headers?.get("Retry-After") / 60);
  const slower = `There were many wrong passwords for this name. Wait ${minutes} min, then try again.`;
  const words = { 422: "The name or the password is not right.", 429: slower };
  ask(words[answer.status] ?? "That did not work. Please try again.");
}

// Chromium gives the focus back to the field that had it, but no keys.
dialog.addEventListener("close", () => {
  const at = document.activeElement;
  at.blur();
  at.focus();
});
// Whoever signed in on another page comes back.
document.addEventListener("visibilitychange", () => isLost && !document.hidden && look());
button.onclick = () => look();
