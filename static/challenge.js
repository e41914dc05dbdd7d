// The place that supports an answer may be selected in the passage instead of chosen by sentence.

import { placeOf } from "./spans.js";

const form = document.getElementById("challenge");
const passage = document.querySelector(".passage");
const picked = document.getElementById("picked");

picked.textContent = "You may also select the words in the text below.";
document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  const range = selection.rangeCount ? selection.getRangeAt(0) : null;
  if (!range || range.collapsed || !range.intersectsNode(passage)) return;
  const place = placeOf(range, passage);
  if (!place) return;
  for (const [name, value] of Object.entries(place)) form.elements[name].value = value;
  picked.textContent = `Selected: “${place.quote}”`;
});
form.addEventListener("change", ({ target }) => {
  if (target.tagName !== "SELECT") return;
  for (const name of ["start", "end", "quote"]) form.elements[name].value = "";
  picked.textContent = "";
});
