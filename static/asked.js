// What few sittings need is loaded when it is first asked for, so that the page opens without it.
// Where it cannot be loaded, the button does what it does without scripts.

addEventListener("click", (event) => {
  const button = event.target.closest(".tools button");
  if (!button) return;
  event.preventDefault();
  import("./noting.js").then(({ press }) => press(button), () => button.form.requestSubmit(button));
});
