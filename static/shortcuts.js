// What single keys do while one reads and answers; templates/reading/shortcuts.html lists the same.
// Loaded by asked.js at the first such key, outside fields in which one types.

import { dress } from "./more.js";

const KEYS = {
  j: ["The next question", () => turn(1)],
  k: ["The question before", () => turn(-1)],
  f: ["Flag the question for later", () => here()?.querySelector(".tools button")?.click()],
  p: ["From the passage to the questions, and back", cross],
  n: ["Mark words, or note", () => open("passage") || press(".mark-in-text")],
  r: ["Read aloud, pause, go on", () => press(".aloud:not([hidden])")],
  "?": ["This list", help],
};
const questions = [...document.querySelectorAll(".question")];
let dialog = null;
let current = -1; // index of the question that was gone to

export function use(key) {
  if (!document.querySelector("dialog[open]")) KEYS[key][1]();
}

function at() {
  const focused = document.activeElement.closest(".question");
  return focused ? questions.indexOf(focused) : current;
}

const here = () => questions[at()];
const press = (which) => document.querySelector(which)?.click();
const open = (pane) => press(`.tabbed .tabs a[href="#${pane}"]`);

function turn(by) {
  current = Math.min(Math.max(at() + by, 0), questions.length - 1);
  const question = questions[current];
  open("questions");
  question.tabIndex = -1; // so that it can have the focus, and its fields come next
  question.focus();
  question.scrollIntoView({ block: "start" });
}

function cross() {
  const isReading = document.activeElement.closest("#passage");
  const pane = document.getElementById(isReading ? "questions" : "passage");
  open(pane.id);
  if (!pane.hasAttribute("tabindex")) pane.tabIndex = -1;
  pane.focus();
}

function help() {
  dialog ??= build();
  dialog.showModal();
}

function build() {
  dress();
  const made = document.createElement("dialog");
  const list = document.createElement("dl");
  const part = (tag, words) => Object.assign(document.createElement(tag), { textContent: words });
  const title = part("h2", "Shortcuts");
  title.id = "shortcuts-title";
  made.setAttribute("aria-labelledby", title.id);
  for (const [key, [words]] of Object.entries(KEYS)) {
    const line = document.createElement("div");
    const term = document.createElement("dt");
    term.append(part("kbd", key));
    line.append(term, part("dd", words));
    list.append(line);
  }
  const close = part("button", "Close");
  close.className = "button";
  close.onclick = () => made.close();
  list.className = "keys";
  made.append(title, list, part("p", "They can be turned off under “Aa Text”."), close);
  document.body.append(made);
  return made;
}
