// Places in a passage, in Unicode code points of its canonical text, as the server counts them.
// A block of the passage holds its text to the letter, and says in data-at where it begins;
// between blocks the canonical text has line ends only. Nothing is normalised here: what the
// browser holds is what it was sent.

// Return how many code points stand before a UTF-16 offset; no offset splits a pair.
export const codePoints = (text, offset) =>
  [...text.slice(0, offset)].length - (text.codePointAt(offset - 1) > 0xffff);

// Return the UTF-16 offset behind so many code points: the inverse.
export const utf16 = (text, points) => [...text].slice(0, Math.max(points, 0)).join("").length;

const blocksOf = (passage) => [...passage.querySelectorAll("[data-at]")];

// Return how many code points of a block stand before a point of the document.
function before(block, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(block);
  const side = range.comparePoint(node, offset);
  if (!side) range.setEnd(node, offset);
  return side < 0 ? 0 : codePoints(block.textContent, String(range).length);
}

// Return {start, end, quote} of what a DOM range covers of a passage; null where it is nothing.
export function placeOf(range, passage) {
  let start, end;
  let quote = "";
  for (const block of blocksOf(passage)) {
    if (!range.intersectsNode(block)) continue;
    const first = before(block, range.startContainer, range.startOffset);
    const last = before(block, range.endContainer, range.endOffset);
    if (first === last) continue;
    const at = Number(block.dataset.at);
    const words = [...block.textContent].slice(first, last).join("");
    // Of the first block that is touched, `end` is not known yet, and nothing is added.
    quote += "\n".repeat(Math.max(at - end, 0)) + words;
    start ??= at + first;
    end = at + last;
  }
  return quote ? { start, end, quote } : null;
}

function point(block, offset, isEnd) {
  const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let node = texts.nextNode();
  for (; offset >= node.length + isEnd; node = texts.nextNode()) offset -= node.length;
  return [node, offset];
}

// Return the DOM ranges of a place, one for each block that it touches.
export function rangesOf({ start, end }, passage) {
  return blocksOf(passage).flatMap((block) => {
    const at = Number(block.dataset.at);
    const [first, last] = [start, end].map((place) => utf16(block.textContent, place - at));
    if (first === last) return [];
    const range = document.createRange();
    range.setStart(...point(block, first, 0));
    range.setEnd(...point(block, last, 1));
    return [range];
  });
}
