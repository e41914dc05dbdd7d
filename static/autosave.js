// The page of a sitting: it says what is saved, and lets nobody leave unwarned before it is.
// Each question saves itself, a moment after one typed. Without this script the page's buttons
// do the same work.

import { Question, clock, form, isPaused, lastSaved, tell } from "./question.js";

const LEAVE =
  "What is not saved yet stays in this browser, for you alone, until you open this quiz again. Sign out now?";
const LOSE = "What is not saved yet will be lost. Sign out now?";

const ASK_AGAIN = 5000; // ms

const pageStatus = document.getElementById("page-status");
let isLeaving = false;

const questions = Array.from(form.querySelectorAll(".question"), (section) => new Question(section));
const isAnyUnsaved = () => questions.some((one) => one.isUnsaved());

function pageWords() {
  const asked = questions.filter((one) => one.block === "conflict");
  if (asked.length) return `Please choose at question ${asked.map((one) => one.number).join(", ")}`;
  const refused = questions.find((one) => one.block);
  if (refused) return `Question ${refused.number} is not saved. ${refused.why}`;
  const waiting = questions.filter((one) => one.isUnsaved()).length;
  const changes = waiting === 1 ? "1 change" : `${waiting} changes`;
  if (questions.some((one) => one.wait)) return `Not saved yet: ${changes} waiting`;
  if (waiting > 1) return "Saving…";
  return lastSaved ? `Saved ${clock(lastSaved)}` : pageStatus.textContent;
}

// A live region speaks whenever its text changes, so it is set only when it reads otherwise.
function showPage() {
  const words = pageWords();
  if (words !== pageStatus.textContent) pageStatus.textContent = words;
  pageStatus.classList.toggle("trouble", questions.some((one) => one.block || one.wait));
}

// A form posts the whole page, so saves under way must end first: else the page would lose to
// its own script. What the server refused it explains at the field. Whoever signs out is asked
// where something cannot be saved now.
async function leaveBy(event, isStuck) {
  if (isLeaving || !isAnyUnsaved()) return void (isLeaving = true);
  event.preventDefault();
  await Promise.all(questions.map((one) => one.settle()));
  // A form does not submit again before this event is over.
  await new Promise((then) => setTimeout(then));
  showPage();
  if (isStuck()) return;
  isLeaving = true;
  event.target.requestSubmit(event.submitter);
}

function holdsBack() {
  const stuck = questions.find((one) => one.isUnsaved() && ![422, 423].includes(one.status));
  stuck?.section.scrollIntoView({ block: "center" });
  if (isPaused) tell("session-lost");
  return stuck;
}

// Few sittings need it, so it is loaded by those.
function signInAgain() {
  import("./again.js").then(
    (again) => again.look(),
    () => setTimeout(signInAgain, ASK_AGAIN),
  );
}

const stays = () => isAnyUnsaved() && !confirm("kept" in form.dataset ? LEAVE : LOSE);

document.documentElement.classList.add("autosaves");
pageStatus.textContent ||= "Answers save themselves";
form.addEventListener("submit", (event) => leaveBy(event, holdsBack));
document.querySelector("form[action$='/sign-out']").addEventListener("submit", (event) => leaveBy(event, stays));
document.addEventListener("unsaved", showPage);
if ("unsaved" in form.dataset) questions.forEach((one) => one.touched());
document.addEventListener("session-lost", signInAgain);
document.addEventListener("session-found", () => questions.forEach((one) => one.send()));
document.addEventListener("session-other", () => (isLeaving = true));
document.addEventListener("visibilitychange", () => document.hidden && questions.forEach((one) => one.send()));
addEventListener("pagehide", () => isLeaving || questions.forEach((one) => one.flush()));
addEventListener("pageshow", () => (isLeaving = false));
addEventListener("online", () => questions.forEach((one) => one.wait && one.send()));
addEventListener("beforeunload", (event) => {
  if (isLeaving || !isAnyUnsaved()) return;
  questions.forEach((one) => one.send()); // now, so that a reload asks for the page after it
  event.preventDefault();
});
tell("answers-ready");
