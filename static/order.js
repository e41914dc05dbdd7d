// Moves the rows of "put in order" by buttons or by dragging. The selects, hidden now, stay the
// truth. What is shown is no answer until a row moves or the button says that it is right.

const element = (name, given) => Object.assign(document.createElement(name), given);
const middle = (row) => row && row.getBoundingClientRect().top + row.offsetHeight / 2;
const place = (row) => row.querySelector("select");

class Order {
  constructor(list) {
    this.list = list;
    this.rows.forEach((row) => this.dress(row));
    [this.right, this.told] = list.parentNode.querySelectorAll(":scope > button, output");
    this.right.onclick = () => {
      this.keep("This order is your answer");
      list.querySelector("button").focus();
    };
    // Another tab's answer was filled in: autosave.js tells the question itself.
    const question = list.closest(".question");
    question.addEventListener("input", ({ target }) => target === question && this.lay());
    this.lay();
  }

  get rows() {
    return [...this.list.children];
  }

  dress(row) {
    const words = row.querySelector("span").textContent;
    const grip = element("i");
    place(row).hidden = true;
    row.prepend(grip, element("b"));
    for (const [way, textContent] of [["up", "↑"], ["down", "↓"]]) {
      const onclick = () => this.move(row, way === "up", words);
      row.append(element("button", { type: "button", className: "button", textContent, onclick }));
      row.lastChild.setAttribute("aria-label", `Move ${way}: ${words}`);
    }
    grip.onpointerdown = (event) => grip.setPointerCapture(event.pointerId);
    grip.onpointermove = ({ pointerId, clientY }) => {
      if (!grip.hasPointerCapture(pointerId)) return;
      const isUp = clientY < middle(row.previousElementSibling);
      if (isUp || clientY > middle(row.nextElementSibling)) this.move(row, isUp, words);
    };
  }

  // The neighbour moves, not the row: so what has the focus or the pointer keeps it.
  move(row, isUp, words) {
    const other = isUp ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    row[isUp ? "after" : "before"](other);
    this.keep(`${words}, now ${this.rows.indexOf(row) + 1} of ${this.rows.length}`);
  }

  keep(words) {
    this.rows.forEach((row, index) => (place(row).value = index + 1));
    this.list.dispatchEvent(new Event("input", { bubbles: true }));
    this.told.textContent = words;
    this.paint();
  }

  // Rows without a place come last.
  lay() {
    this.list.append(...this.rows.sort((one, other) => (place(one).value || 99) - (place(other).value || 99)));
    this.paint();
  }

  paint() {
    this.rows.forEach((row) => (row.querySelector("b").textContent = place(row).value || "–"));
    this.right.hidden = this.rows.every((row, index) => place(row).value == index + 1);
  }
}

document.querySelectorAll(".ordering ol").forEach((list) => new Order(list));
