// Lets one pick places in the passage itself. What the question holds stays the truth: boxes of
// a list, numbers in a line, or words copied into a box, each saved like any other answer. The
// page marks every sentence alike, whatever the key. Without this script one fills these in.

const HINT = "Choose sentences in the text. Arrow keys move, Space picks, Escape ends.";
const WORDS_HINT = "Mark words in the text, then press Take.";
const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

const bar = element("div", { className: "pick-bar" });
const stem = element("p", { className: "stem" });
const told = element("p");
told.setAttribute("role", "status");
const take = button("Take", () => picker.take());
bar.append(stem, told, take, button("Done", () => picker.end()));
let picker = null; // of the question that is picked for now

function element(name, given = {}) {
  return Object.assign(document.createElement(name), given);
}

function button(textContent, onclick) {
  return element("button", { type: "button", className: "button", textContent, onclick });
}

// On a narrow screen panes.js shows one pane at a time, and its tab opens it.
function open(pane) {
  const isTabbed = document.documentElement.classList.contains("tabbed");
  if (isTabbed) document.querySelector(`.tabs a[href="#${pane}"]`).click();
}

// A list of boxes, each with the sentences that it stands for.
class Boxes {
  constructor(list) {
    this.boxes = [...list.querySelectorAll("input")];
    this.places = this.boxes.map((box) => (box.dataset.of ?? box.value).split(" "));
  }
  has(index) {
    return this.boxes[index].checked;
  }
  flip(index) {
    this.boxes[index].checked = !this.boxes[index].checked;
    return this.boxes[index];
  }
}

// A line with the numbers of sentences.
class Numbers {
  constructor(field) {
    this.input = field.querySelector("input");
    this.places = Array.from({ length: field.dataset.last }, (_, index) => [index + 1]);
  }
  get list() {
    return (this.input.value.match(/\d+/g) ?? []).map(Number);
  }
  has(index) {
    return this.list.includes(index + 1);
  }
  flip(index) {
    const others = this.list.filter((number) => number !== index + 1);
    if (!this.has(index)) others.push(index + 1);
    this.input.value = others.sort((one, other) => one - other).join(", ");
    return this.input;
  }
}

class Picker {
  constructor(field, answer) {
    this.label = field.querySelector("legend, label");
    this.passage = document.getElementById(field.dataset.text);
    this.answer = answer;
    // With line numbers on, a sentence is in as many pieces as it has lines.
    this.places = answer.places.map((numbers) =>
      numbers.flatMap((number) => [...this.passage.querySelectorAll(`[data-s="${number}"]`)]),
    );
    this.button = button("Pick in the passage", () => (picker === this ? this.end() : this.begin()));
    this.label.after(this.button);
    this.passage.addEventListener("click", (event) => this.onClick(event));
    this.passage.addEventListener("keydown", (event) => this.onKey(event));
    // The answer may change by hand, and by autosave.js when another tab's is kept.
    for (const kind of ["input", "refill"]) {
      field.closest(".question").addEventListener(kind, () => picker === this && this.paint());
    }
  }

  begin() {
    picker?.leave();
    picker = this;
    this.passage.classList.add("picking");
    for (const pieces of this.places) {
      pieces[0].setAttribute("role", "checkbox");
      if (pieces[1]) pieces[0].setAttribute("aria-label", pieces.map((piece) => piece.textContent).join(""));
    }
    this.paint();
    stem.textContent = this.label.textContent;
    take.hidden = !this.take;
    this.passage.after(bar);
    open("passage");
    if (this.places.length) this.focus(this.start());
    told.textContent = this.take ? WORDS_HINT : HINT;
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
    bar.remove();
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

  toggle(index) {
    this.answer.flip(index).dispatchEvent(new Event("input", { bubbles: true }));
    this.tell(index);
  }

  tell(index) {
    const word = this.answer.has(index) ? "picked" : "not picked";
    const unit = this.answer.boxes?.[0].dataset.of ? "Paragraph" : "Sentence";
    told.textContent = `${unit} ${index + 1} of ${this.places.length}, ${word}`;
  }

  // The number of the place that something happened to, from 0; -1 for none.
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

// Words are marked as anywhere else, and copied as a line of their own.
class WordPicker extends Picker {
  constructor(field) {
    super(field, { places: [] });
    this.box = field.querySelector("textarea");
  }
  take() {
    const words = this.passage.contains(getSelection().anchorNode) ? String(getSelection()) : "";
    const line = words.replace(/\s+/g, " ").trim();
    told.textContent = line ? `Taken: ${line}` : WORDS_HINT;
    if (!line) return;
    this.box.value = [this.box.value.trim(), line].filter(Boolean).join("\n");
    this.box.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

for (const list of document.querySelectorAll(".sentences")) new Picker(list, new Boxes(list));
for (const line of document.querySelectorAll(".where")) new Picker(line, new Numbers(line));
for (const box of document.querySelectorAll(".words")) new WordPicker(box);
addEventListener("keydown", ({ key }) => key === "Escape" && picker?.end());
