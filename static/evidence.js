// Lets one pick sentences in the passage itself. The boxes of the question's list stay the
// truth: a picked sentence is a ticked box, saved like any other. The page marks every
// sentence alike, whatever the key. Without this script the list does the same work.

const HINT = "Choose sentences in the text. Arrow keys move, Space picks, Escape ends.";
const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

const bar = element("div", { className: "pick-bar" });
const stem = element("p", { className: "stem" });
const told = element("p");
told.setAttribute("role", "status");
bar.append(stem, told, button("Done", () => picker.end()));
let picker = null; // of the question that sentences are picked for now

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

class Picker {
  constructor(list) {
    this.legend = list.querySelector("legend");
    this.passage = document.getElementById(list.dataset.text);
    this.boxes = [...list.querySelectorAll("input")];
    // With line numbers on, a sentence is in as many pieces as it has lines.
    this.sentences = this.boxes.map(({ value }) => [...this.passage.querySelectorAll(`[data-s="${value}"]`)]);
    this.button = button("Pick in the passage", () => (picker === this ? this.end() : this.begin()));
    this.legend.after(this.button);
    this.passage.addEventListener("click", (event) => this.onClick(event));
    this.passage.addEventListener("keydown", (event) => this.onKey(event));
    // The list may change by hand, and by autosave.js when another tab's answer is kept.
    for (const kind of ["input", "refill"]) {
      list.closest(".question").addEventListener(kind, () => picker === this && this.paint());
    }
  }

  begin() {
    picker?.leave();
    picker = this;
    this.passage.classList.add("picking");
    for (const pieces of this.sentences) {
      pieces[0].setAttribute("role", "checkbox");
      if (pieces[1]) pieces[0].setAttribute("aria-label", pieces.map((piece) => piece.textContent).join(""));
    }
    this.paint();
    stem.textContent = this.legend.textContent;
    this.passage.after(bar);
    open("passage");
    this.focus(this.start());
    told.textContent = HINT;
  }

  // Begin at what was picked, else where one reads.
  start() {
    const picked = this.boxes.findIndex((box) => box.checked);
    const top = (part) => part.getBoundingClientRect().top;
    const seen = this.sentences.findIndex(([first]) => top(first) > top(this.passage.parentNode) && top(first) > 50);
    return Math.max(picked < 0 ? seen : picked, 0);
  }

  leave() {
    picker = null;
    bar.remove();
    this.passage.classList.remove("picking");
    for (const piece of this.sentences.flat()) {
      for (const name of ["role", "tabindex", "aria-checked", "aria-label"]) piece.removeAttribute(name);
    }
  }

  end() {
    this.leave();
    open("questions");
    this.button.focus();
  }

  paint() {
    this.boxes.forEach(({ checked }, index) => {
      const pieces = this.sentences[index];
      pieces[0].setAttribute("aria-checked", checked);
      pieces.forEach((piece) => piece.classList.toggle("picked", checked));
    });
  }

  // One sentence at a time can be reached by Tab; the arrows lead to the others.
  focus(index) {
    this.sentences.forEach(([first], other) => (first.tabIndex = other === index ? 0 : -1));
    this.sentences[index][0].focus();
    this.tell(index);
  }

  toggle(index) {
    this.boxes[index].checked = !this.boxes[index].checked;
    this.boxes[index].dispatchEvent(new Event("input", { bubbles: true }));
    this.tell(index);
  }

  tell(index) {
    const word = this.boxes[index].checked ? "picked" : "not picked";
    told.textContent = `Sentence ${index + 1} of ${this.boxes.length}, ${word}`;
  }

  // The number of the sentence that something happened to, from 0; -1 for none.
  at({ target }) {
    const piece = picker === this && target.closest("[data-s]");
    return this.sentences.findIndex((pieces) => pieces.includes(piece));
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
    else this.focus(Math.min(Math.max(index + STEPS[event.key], 0), this.boxes.length - 1));
  }
}

for (const list of document.querySelectorAll(".sentences")) new Picker(list);
addEventListener("keydown", ({ key }) => key === "Escape" && picker?.end());
