// What few sittings need is loaded when it is first asked for, so that the page opens without it.
// Where it cannot be loaded, a button or a link does what it does without scripts.

const root = document.documentElement.dataset;
const textOf = (button) => document.getElementById(button.closest(".own").dataset.text);

const TOOLS = {
  ".tools button": (button) =>
    import("./noting.js").then(({ press }) => press(button), () => button.form.requestSubmit(button)),
  "a.word": (link) => import("./glossary.js").then(({ open }) => open(link), () => (location.hash = link.hash)),
  ".mark-in-text": (button) => import("./highlights.js").then(({ begin }) => begin(textOf(button))),
  ".aloud": (button) => import("./aloud.js").then(({ press }) => press(button, textOf(button))),
};

addEventListener("click", (event) => {
  for (const [which, use] of Object.entries(TOOLS)) {
    const pressed = event.target.closest(which);
    if (!pressed) continue;
    event.preventDefault();
    use(pressed);
  }
});

// Keys do nothing while one types, or for whoever has turned them off.
addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (root.shortcuts || !"jkfpnr?".includes(key) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (target.closest("input:not([type=radio], [type=checkbox]), textarea, select, dialog")) return;
  import("./shortcuts.js").then(({ use }) => use(key));
});

// Only where there is a voice for the language of the text.
function hear() {
  const voices = window.speechSynthesis?.getVoices() ?? [];
  for (const button of document.querySelectorAll(".aloud")) {
    const language = textOf(button).lang.slice(0, 2);
    button.hidden = !voices.some((voice) => voice.lang.slice(0, 2) === language);
  }
}

function selected() {
  const { isCollapsed, anchorNode } = getSelection();
  if (isCollapsed || !anchorNode.parentElement?.closest(".passage")) return;
  document.removeEventListener("selectionchange", selected);
  import("./highlights.js");
}

for (const button of document.querySelectorAll(".mark-in-text")) button.hidden = false;
if (document.querySelector(".notes li")) import("./highlights.js");
else document.addEventListener("selectionchange", selected);
if (root.ruler) import("./ruler.js");
hear();
window.speechSynthesis?.addEventListener?.("voiceschanged", hear);

// With scripts a press stays on the page, so each such button says whether it is pressed.
for (const button of document.querySelectorAll(".tools button:not([aria-pressed])")) button.setAttribute("aria-pressed", false);
