// The style of what is loaded when it is asked for, where the page came without it.

export function dress() {
  const address = document.querySelector("script[data-style]")?.dataset.style;
  if (!address || document.querySelector(`link[href="${address}"]`)) return;
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = address;
  document.head.append(link);
}

// Paints places in the text and leaves it as it is: nothing is put between its words.
export function paint(name, ranges) {
  if (!("highlights" in CSS)) return;
  CSS.highlights.set(name, new Highlight(...ranges));
}
