// A ruler under the line of the passage that one reads: it follows the pointer, and what has the
// focus. Loaded by asked.js for whoever has it in their settings.

const ruler = document.createElement("div");
ruler.className = "ruler";
ruler.hidden = true;
document.body.append(ruler);

// Return the box of the line at a point: of its text, so that it does not wobble with the hand.
function lineAt(x, y) {
  const range = document.caretRangeFromPoint?.(x, y);
  const place = range ? null : document.caretPositionFromPoint?.(x, y);
  const found = range ?? document.createRange();
  if (place) found.setStart(place.offsetNode, place.offset);
  const box = found.getBoundingClientRect();
  return box.height ? box : null;
}

function lay(passage, line) {
  const { left, width } = passage.getBoundingClientRect();
  ruler.style.left = `${left}px`;
  ruler.style.width = `${width}px`;
  ruler.style.top = `${line.bottom}px`;
  ruler.hidden = false;
}

function follow({ target, clientX, clientY }) {
  const passage = target.closest?.(".passage");
  const line = passage && lineAt(clientX, clientY);
  if (line) lay(passage, line);
}

addEventListener("pointermove", follow, { passive: true });
addEventListener("pointerdown", follow, { passive: true });
addEventListener("focusin", ({ target }) => {
  const passage = target.closest(".passage");
  if (passage) lay(passage, target.getClientRects()[0]);
});
// The text moves under it.
document.addEventListener("scroll", () => (ruler.hidden = true), { passive: true, capture: true });
