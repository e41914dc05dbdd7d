// Paints one's own highlights, and marks what is selected, or sentence by sentence. The text stays
// as it is: places are painted over it, and listed under it. Loaded by asked.js.

import { dress, paint } from "./more.js";
import { put } from "./put.js";
import { bring, firstSeen, sentencesOf } from "./sentences.js";
import { placeOf, rangesOf } from "./spans.js";

const STYLES = { important: "Important", question: "A question", new_word: "New word", disagree: "I disagree" };
const SETTLED = 300; // ms after which a selection is what is meant

const bar = document.createElement("div");
const told = document.createElement("p");
const note = document.createElement("input");
let passage = null; // that the bar is about
let place = null; // {start, end, quote} that is chosen
let isSending = false;

const listOf = (text) => document.querySelector(`.own[data-text="${text.id}"] .notes`);

function build() {
  bar.className = "pick-bar marker";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", "Mark words");
  told.setAttribute("role", "status");
  const label = document.createElement("label");
  note.type = "text";
  note.maxLength = 2000;
  label.append("Note ", note);
  const steps = row(["Previous", () => step(-1)], ["Next sentence", () => step(1)], ["Close", close]);
  const styles = row(...Object.entries(STYLES).map(([style, words]) => [words, () => save(style), style]));
  bar.append(told, label, styles, steps);
  bar.addEventListener("keydown", ({ key }) => key === "Escape" && close());
  bar.hidden = true;
}

function row(...buttons) {
  const line = document.createElement("span");
  line.className = "buttons";
  for (const [words, action, style] of buttons) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `button ${style ?? ""}`;
    button.textContent = words;
    button.onclick = action;
    line.append(button);
  }
  return line;
}

function choose(text, chosen) {
  if (passage !== text) text.after(bar);
  passage = text;
  place = chosen;
  bar.hidden = false;
  paint("chosen", rangesOf(place, passage));
  told.textContent = `“${place.quote.replace(/\s+/g, " ")}”`;
}

function step(by) {
  const all = sentencesOf(passage);
  const at = all.findIndex(({ start, end }) => start <= place.start && place.start < end);
  const next = all[Math.min(Math.max(at + by, 0), all.length - 1)];
  choose(passage, next);
  bring(next);
}

function close() {
  bar.hidden = true;
  paint("chosen", []);
  note.value = "";
  document.querySelector(`.own[data-text="${passage.id}"] .mark-in-text`)?.focus();
}

async function save(style) {
  if (isSending) return;
  isSending = true;
  const { start, end, quote } = place;
  const body = { start, end, quote, style, note: note.value };
  const { status, data } = await put(`/texts/${passage.id.slice(5)}/notes`, JSON.stringify(body));
  isSending = false;
  if (status !== 200) return void (told.textContent = data.error ?? "Not saved. Please try again.");
  list({ ...data, style, note: body.note });
  paintAll();
  paint("chosen", []);
  note.value = "";
  told.textContent = `Marked: ${STYLES[style]}.`;
}

// The same line as the server writes; see reading/notes.html.
function list({ id, start, end, quote, style, note: said }) {
  const notes = listOf(passage);
  const line = document.createElement("li");
  Object.assign(line.dataset, { start, end, style });
  const part = (tag, words) => Object.assign(document.createElement(tag), { textContent: words });
  const link = part("a", "Change");
  link.href = `/notes/${id}?next=${encodeURIComponent(location.pathname)}`;
  line.append(part("b", STYLES[style]), " ", part("q", quote), " ", part("span", said), " ", link);
  notes.querySelector(`[data-start="${start}"][data-end="${end}"]`)?.remove();
  const after = [...notes.children].find((other) => Number(other.dataset.start) > start);
  notes.insertBefore(line, after ?? null);
}

function paintAll() {
  for (const style of Object.keys(STYLES)) {
    const lines = [...document.querySelectorAll(`.notes [data-style="${style}"]`)];
    paint(
      style,
      lines.flatMap((line) => {
        const text = document.getElementById(line.closest(".own").dataset.text);
        return rangesOf({ start: Number(line.dataset.start), end: Number(line.dataset.end) }, text);
      }),
    );
  }
}

// Sentence by sentence, from the first that one sees.
export function begin(text) {
  const all = sentencesOf(text);
  choose(text, all[firstSeen(all)]);
  bar.lastChild.children[1].focus(); // the next sentence
}

function offer() {
  const selection = getSelection();
  if (selection.isCollapsed || bar.contains(document.activeElement)) return;
  const range = selection.getRangeAt(0);
  const text = range.startContainer.parentElement?.closest(".passage:not(.picking)");
  const chosen = text && placeOf(range, text);
  if (chosen) choose(text, chosen);
}

let settling = 0;
function settle() {
  clearTimeout(settling);
  settling = setTimeout(offer, SETTLED);
}

dress();
build();
paintAll();
document.addEventListener("selectionchange", settle);
settle();
