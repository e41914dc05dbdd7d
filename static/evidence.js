// Lets one pick places in the passage. What the question holds stays the truth: boxes of a list,
// numbers in a line, or words copied into a box, each saved like any other answer. The page
// marks every sentence alike, whatever the key. Without this script one fills these in.

import { placeOf } from "./spans.js";

const HINT = "Choose in the text. Arrow keys move, Space picks, Escape ends.";
const WORDS_HINT = "Mark words in the text, then press Take.";
const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

const bar = document.querySelector(".pick-bar");
const [stem, told] = bar.querySelectorAll("p");
const [take, done] = bar.querySelectorAll("button");
let picker = null; // of the question that is picked for now

// On a narrow screen panes.js shows one pane at a time, and its tab opens it.
function open(pane) {
  document.querySelector(`.tabbed .tabs a[href="#${pane}"]`)?.click();
}

function boxes(list) {
  const inputs = [...list.querySelectorAll("input")];
  return {
    unit: inputs[0].dataset.of ? "Paragraph" : "Sentence",
    places: inputs.map((box) => (box.dataset.of ?? box.value).split(" ")),
    has: (index) => inputs[index].checked,
    flip: (index) => (inputs[index].checked = !inputs[index].checked),
  };
}

function numbers(field) {
  const input = field.querySelector("input");
  const picked = () => new Set((input.value.match(/\d+/g) ?? []).map(Number));
  return {
    unit: "Sentence",
    places: Array.from({ length: field.dataset.last }, (_, index) => [index + 1]),
    has: (index) => picked().has(index + 1),
    flip: (index) => {
      const all = picked();
      if (!all.delete(index + 1)) all.add(index + 1);
      input.value = [...all].sort((one, other) => one - other).join(", ");
    },
  };
}

const onOneLine = (quote) => quote.replace(/\s+/g, " ").trim();

// Each line that was picked has its place beside it, which tells two places that read alike. The
// place of a line goes with it; of places that read alike, the last that were picked stay.
function words(field) {
  const box = field.querySelector("textarea");
  const beside = field.querySelector("input");
  const known = [];
  const all = () => {
    const held = JSON.parse(beside.value || "[]");
    known.push(...held.filter((one) => !known.some((other) => String(other) === String(one))));
    return known;
  };
  const mend = () => {
    const lines = box.value.split("\n").map(onOneLine);
    const kept = [...all()].reverse().filter(([, , quote]) => {
      const at = lines.indexOf(onOneLine(quote));
      return at >= 0 && lines.splice(at, 1);
    });
    beside.value = kept[0] ? JSON.stringify(kept.reverse()) : "";
  };
  // Before autosave.js reads both.
  field.closest(".question").addEventListener("input", mend, true);
  return {
    places: [],
    take: ({ start, end, quote }) => {
      all().push([start, end, quote]);
      box.value = `${box.value.trim()}\n${onOneLine(quote)}`.trim();
    },
  };
}

class Picker {
  constructor(field, answer) {
    this.field = field;
    this.answer = answer;
    this.question = field.closest(".question");
    this.passage = document.getElementById(field.dataset.text);
    // With line numbers on, a sentence is in as many pieces as it has lines.
    this.places = answer.places.map((numbers) =>
      numbers.flatMap((number) => [...this.passage.querySelectorAll(`[data-s="${number}"]`)]),
    );
    this.button = field.querySelector("button");
    this.button.hidden = false;
    this.button.onclick = () => (picker === this ? this.end() : this.begin());
    this.passage.addEventListener("click", (event) => this.onClick(event));
    this.passage.addEventListener("keydown", (event) => this.onKey(event));
    // The answer may change by hand too, and by autosave.js when another tab's is kept.
    this.question.addEventListener("input", () => picker === this && this.paint());
  }

  begin() {
    picker?.leave();
    picker = this;
    this.passage.classList.add("picking");
    for (const [first, ...more] of this.places) {
      first.setAttribute("role", "checkbox");
      if (more[0]) first.setAttribute("aria-label", [first, ...more].map((piece) => piece.textContent).join(""));
    }
    this.paint();
    stem.textContent = this.question.querySelector("legend, .stem").textContent;
    take.hidden = !this.answer.take;
    bar.hidden = false;
    this.passage.after(bar);
    open("passage");
    if (this.places[0]) this.focus(this.start());
    else take.focus({ preventScroll: true });
    told.textContent = this.answer.take ? WORDS_HINT : HINT;
  }

  // Begin at what was picked, else where one reads.
  start() {
    const picked = this.places.findIndex((_, index) => this.answer.has(index));
    const top = (part) => part.getBoundingClientRect().top;
    const seen = this.places.findIndex(([first]) => top(first) > top(this.passage.parentNode) && top(first) > 50);
    return Math.max(picked < 0 ? seen : picked, 0);
  }

  leave() {
    picker = null;
    bar.hidden = true;
    this.passage.classList.remove("picking");
    for (const piece of this.places.flat()) {
      for (const name of ["role", "tabindex", "aria-checked", "aria-label"]) piece.removeAttribute(name);
    }
  }

  end() {
    this.leave();
    open("questions");
    this.button.focus();
  }

  paint() {
    this.places.forEach((pieces, index) => {
      pieces[0].setAttribute("aria-checked", this.answer.has(index));
      pieces.forEach((piece) => piece.classList.toggle("picked", this.answer.has(index)));
    });
  }

  // One place at a time can be reached by Tab; the arrows lead to the others.
  focus(index) {
    this.places.forEach(([first], other) => (first.tabIndex = other === index ? 0 : -1));
    this.places[index][0].focus();
    this.tell(index);
  }

  tell(index) {
    const word = this.answer.has(index) ? "picked" : "not picked";
    told.textContent = `${this.answer.unit} ${index + 1} of ${this.places.length}, ${word}`;
  }

  toggle(index) {
    this.answer.flip(index);
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
    this.tell(index);
  }

  marked() {
    const selection = getSelection();
    const place = selection.rangeCount ? placeOf(selection.getRangeAt(0), this.passage) : null;
    return place && onOneLine(place.quote) ? place : null;
  }

  take() {
    const place = this.marked() ?? this.before;
    this.before = null;
    told.textContent = place ? `Taken: ${onOneLine(place.quote)}` : WORDS_HINT;
    if (!place) return;
    this.answer.take(place);
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // The index of the place that something happened to; -1 for none.
  at({ target }) {
    const piece = picker === this && target.closest("[data-s]");
    return this.places.findIndex((pieces) => pieces.includes(piece));
  }

  onClick(event) {
    const index = this.at(event);
    // Whoever marks words with the mouse wants to copy them.
    if (index < 0 || String(getSelection())) return;
    this.focus(index);
    this.toggle(index);
  }

  onKey(event) {
    const index = this.at(event);
    if (index < 0 || !(event.key in STEPS || event.key === " ")) return;
    event.preventDefault();
    if (event.key === " ") this.toggle(index);
    else this.focus(Math.min(Math.max(index + STEPS[event.key], 0), this.places.length - 1));
  }
}

for (const [name, answer] of Object.entries({ sentences: boxes, where: numbers, words })) {
  for (const field of document.querySelectorAll(`.${name}`)) new Picker(field, answer(field));
}
take.onclick = () => picker.take();
// A finger may unmark words before it has pressed.
take.onpointerdown = () => (picker.before = picker.marked());
done.onclick = () => picker.end();
addEventListener("keydown", ({ key }) => key === "Escape" && picker?.end());
