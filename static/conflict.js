// Shows two answers to one question, the one typed here and another tab's, and lets one choose.

import { make } from "./make.js";

// A picked option is told by its label, a text as it is.
function words(question, value) {
  const texts = question.inputs.map((input) => {
    const said = [value[question.field(input)] ?? ""].flat();
    if (input.type === "hidden") return "";
    const [label] = input.labels;
    if (/radio|checkbox/.test(input.type)) return said.includes(input.value) ? label.innerText : "";
    const option = said[0] && [...(input.options ?? [])].find((one) => one.value === said[0]);
    return option ? `${option.text} ${label.querySelector("span")?.textContent ?? ""}` : said[0];
  });
  return texts.map((text) => text.trim()).filter(Boolean).join("; ") || "blank";
}

// Ask which of the two shall count.
export function ask(question, other) {
  const box = make("div", { className: "conflict", role: "group", ariaLabel: `Two answers to question ${question.number}` });
  const row = (name, value) => make("div", {}, make("dt", {}, name), make("dd", {}, words(question, value)));
  const choice = (text, then) => {
    const onclick = () => choose(question, box, then);
    return make("button", { type: "button", className: "button", onclick }, text);
  };
  box.append(
    make("p", {}, "You answered this on another page too. Which one shall count?"),
    make("dl", { className: "answers" }, row("Here", question.value()), row("On another page", other)),
    make("p", { className: "buttons" }, choice("Keep the one here", () => question.send()), " ", choice("Keep the other", () => question.fill(other))),
  );
  question.section.append(box);
}

function choose(question, box, then) {
  question.block = "";
  then(); // before the button goes: the focus leaves with it, and that saves what is there
  box.remove();
  question.section.querySelector("input:checked, input[type=text], textarea, select:not([hidden]), .order button")?.focus();
  question.keep();
}
