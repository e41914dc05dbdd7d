// Shows the buttons that let one pick in the passage, and loads what picking takes when one of
// them is pressed first: many a sitting is opened on a bad network, and picks little. The button
// is evidence.js's own from then on. Where it does not come, the question's own fields do.

const fields = document.querySelectorAll(".sentences, .where, .words");

for (const button of [...fields].map((field) => field.querySelector("button"))) {
  button.hidden = false;
  button.onclick = () => import("./evidence.js").then(() => button.click(), () => {});
}
// It keeps the places of words in step with the words, by hand too.
if (document.querySelector(".words")) import("./evidence.js");
