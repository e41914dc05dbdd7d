// What few sittings need is loaded when it is first asked for, so that the page opens without it.
// Where it cannot be loaded, a button or a link does what it does without scripts.

const TOOLS = {
  ".tools button": (button) =>
    import("./noting.js").then(({ press }) => press(button), () => button.form.requestSubmit(button)),
  "a.word": (link) => import("./glossary.js").then(({ open }) => open(link), () => (location.hash = link.hash)),
};

addEventListener("click", (event) => {
  for (const [which, use] of Object.entries(TOOLS)) {
    const pressed = event.target.closest(which);
    if (!pressed) continue;
    event.preventDefault();
    use(pressed);
  }
});

if (document.documentElement.dataset.ruler) import("./ruler.js");
