// Moves the rows of "put in order" by buttons or by dragging. The selects, hidden now, stay the
// truth. What is shown is no answer until a row moves or the button says that it is right.

const made = (name, given) => Object.assign(document.createElement(name), given);
const button = (textContent, onclick) => made("button", { type: "button", className: "button", textContent, onclick });
const middle = (row) => row && row.getBoundingClientRect().top + row.offsetHeight / 2;
const place = (row) => row.querySelector("select");

class Order {
  constructor(list) {
    this.list = list;
    this.rows = [...list.children];
    this.rows.forEach((row) => this.dress(row));
    this.right = button("This order is right", () => {
      this.keep("This order is your answer");
      list.querySelector("button").focus();
    });
    this.told = made("output", { className: "vh" });
    list.after(this.right, this.told);
    list.closest(".question").addEventListener("refill", () => this.lay());
    this.lay();
  }

  dress(row) {
    const words = row.querySelector("span").textContent;
    const grip = made("i");
    place(row).hidden = true;
    row.prepend(grip, made("b"));
    for (const [name, sign] of [["up", "↑"], ["down", "↓"]]) {
      row.append(button(sign, () => this.move(row, name === "up", words)));
      row.lastChild.setAttribute("aria-label", `Move ${name}: ${words}`);
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
    this.keep(`${words}, now ${[...this.list.children].indexOf(row) + 1} of ${this.rows.length}`);
  }

  keep(words) {
    [...this.list.children].forEach((row, index) => (place(row).value = index + 1));
    this.list.dispatchEvent(new Event("input", { bubbles: true }));
    this.told.textContent = words;
    this.paint();
  }

  // Rows without a place come last.
  lay() {
    this.rows.sort((one, other) => (place(one).value || 99) - (place(other).value || 99));
    this.list.append(...this.rows);
    this.paint();
  }

  paint() {
    const rows = [...this.list.children];
    rows.forEach((row) => (row.querySelector("b").textContent = place(row).value || "–"));
    this.right.hidden = rows.every((row, index) => place(row).value == index + 1);
  }
}

document.querySelectorAll(".ordering ol").forEach((list) => new Order(list));
