// The sentences of a passage as this browser counts them, each with its place in the text: to
// step through by keyboard, and to read aloud. What is saved of them is checked by the server.

import { codePoints, rangesOf } from "./spans.js";

function pieces(text, language) {
  if (!Intl.Segmenter) return [{ index: 0, segment: text }];
  return [...new Intl.Segmenter(language, { granularity: "sentence" }).segment(text)];
}

// Return {start, end, quote, ranges} of each sentence, in the order of the text.
export function sentencesOf(passage) {
  const blocks = [...passage.querySelectorAll("[data-at]:not(.promo)")];
  return blocks.flatMap((block) => {
    const at = Number(block.dataset.at);
    const text = block.textContent;
    return pieces(text, passage.lang).flatMap(({ index, segment }) => {
      const quote = segment.trimEnd();
      if (!quote.trim()) return [];
      const start = at + codePoints(text, index);
      const end = start + [...quote].length;
      return [{ start, end, quote, ranges: rangesOf({ start, end }, passage) }];
    });
  });
}

// Return the index of the first sentence that one sees.
export function firstSeen(sentences) {
  const seen = sentences.findIndex(({ ranges }) => ranges[0].getBoundingClientRect().top > 100);
  return Math.max(seen, 0);
}

export const bring = ({ ranges }) =>
  ranges[0].startContainer.parentElement.closest("span, p, li, h3, a").scrollIntoView({ block: "nearest" });
