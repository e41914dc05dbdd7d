// Opens what a word means beside it, where it stands. Loaded by asked.js at the first such press;
// without scripts the word leads to the list under the text.

const GAP = 6; // px

const box = document.createElement("div");
const close = document.createElement("button");
const said = document.createElement("dl");
box.className = "meaning";
box.popover = "auto"; // Escape and a press elsewhere close it, and the focus goes back
box.tabIndex = -1;
box.setAttribute("role", "dialog");
close.className = "button";
close.textContent = "Close";
close.onclick = () => box.hidePopover();
box.append(said, close);
document.body.append(box);

export function open(link) {
  const entry = document.getElementById(link.hash.slice(1));
  said.replaceChildren(...[...entry.children].map((part) => part.cloneNode(true)));
  box.setAttribute("aria-label", entry.firstElementChild.textContent);
  box.showPopover();
  place(link.getClientRects()[0]);
  box.focus();
}

function place({ left, top, bottom }) {
  const { offsetWidth: width, offsetHeight: height } = box;
  const isRoom = bottom + GAP + height < innerHeight;
  box.style.left = `${Math.max(GAP, Math.min(left, innerWidth - width - GAP))}px`;
  box.style.top = `${isRoom ? bottom + GAP : Math.max(GAP, top - GAP - height)}px`;
}

// It stands beside its word, and would not once the text moves.
document.addEventListener("scroll", () => box.matches(":popover-open") && box.hidePopover(), true);
