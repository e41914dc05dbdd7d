// Counts the words of a paragraph as it is typed, as the server counts them.

const WORD = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu;

for (const line of document.querySelectorAll(".question .count")) {
  const question = line.closest(".question");
  const show = () => {
    const words = question.querySelector("textarea").value.normalize().match(WORD)?.length ?? 0;
    line.textContent = words === 1 ? "1 word" : `${words} words`;
  };
  question.addEventListener("input", show);
  show();
}
