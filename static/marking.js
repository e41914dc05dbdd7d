// Makes marking quicker: number keys choose levels of a rubric, and one press puts an earlier
// comment into the field. Without this script the buttons and the list do the same work.

const KEPT = "quizapp-number-keys"; // "off" where somebody turned them off
const form = document.getElementById("mark");
const comment = form.elements.comment;

function element(name, given = {}) {
  return Object.assign(document.createElement(name), given);
}

// --- earlier comments: a button each in place of the list

const list = form.elements.earlier;
if (list) {
  const buttons = element("div", { className: "buttons" });
  buttons.setAttribute("role", "group");
  buttons.setAttribute("aria-label", list.labels[0].textContent);
  for (const { value } of [...list.options].filter((option) => option.value)) {
    const onclick = () => {
      comment.value = value;
      comment.focus();
    };
    buttons.append(element("button", { type: "button", className: "button reuse", textContent: value, onclick }));
  }
  list.closest(".field").replaceWith(buttons);
}

// --- number keys: each criterion in turn

const rubric = form.querySelector(".levels");
const criteria = rubric ? [...rubric.querySelectorAll("fieldset")] : [];

function radios(criterion) {
  return [...criterion.querySelectorAll("input")];
}

function isChosen(criterion) {
  return radios(criterion).some((radio) => radio.checked);
}

// The one that has the focus, else the first without a level, else the first.
function current() {
  const focused = criteria.find((criterion) => criterion.contains(document.activeElement));
  return focused ?? criteria.find((criterion) => !isChosen(criterion)) ?? criteria[0];
}

function isTyping({ target }) {
  return target.matches("textarea, select, input:not([type=radio]):not([type=checkbox])");
}

function choose(number) {
  const criterion = current();
  const radio = radios(criterion)[number - 1];
  if (!radio) return;
  radio.checked = true;
  const next = criteria[criteria.indexOf(criterion) + 1];
  if (next) (radios(next).find(({ checked }) => checked) ?? radios(next)[0]).focus();
  else form.querySelector("button[value=points]").focus();
}

function keptOff() {
  try {
    return localStorage.getItem(KEPT) === "off";
  } catch {
    return false; // a browser that keeps nothing
  }
}

if (rubric) {
  const box = element("input", { type: "checkbox", checked: !keptOff() });
  const label = element("label", { className: "keys" });
  label.append(box, ` ${rubric.dataset.keys}`);
  rubric.prepend(label);
  box.addEventListener("change", () => {
    try {
      localStorage.setItem(KEPT, box.checked ? "on" : "off");
    } catch {
      // It holds for this page then.
    }
  });
  for (const criterion of criteria) {
    radios(criterion).forEach((radio, index) => (radio.closest("label").dataset.key = index + 1));
  }
  addEventListener("keydown", (event) => {
    const isPlain = !(event.ctrlKey || event.altKey || event.metaKey);
    if (!box.checked || !isPlain || isTyping(event) || !/^[1-9]$/.test(event.key)) return;
    event.preventDefault();
    choose(Number(event.key));
  });
}
