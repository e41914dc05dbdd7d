// Passage and questions on one page: tabs on a narrow screen, each with its scroll place kept;
// else side by side. Without this script both stand one under the other.

const wide = matchMedia("(min-width: 60em)");
const bar = document.querySelector(".tabs");
const tabs = [...bar.querySelectorAll("a")];
const panes = tabs.map((tab) => document.getElementById(tab.hash.slice(1)));
const places = new Map(); // pane -> how far down it was read
const KEPT = `place ${location.pathname}`; // numbers alone: others may use this browser next
let shown = null;
let first = paneOf(location.hash) ?? panes[0];

function paneOf(hash) {
  const target = document.getElementById(hash.slice(1));
  return target && panes.find((pane) => pane.contains(target));
}

function show(pane) {
  if (pane === shown) return;
  const isFirst = !shown;
  if (shown) places.set(shown, scrollY);
  shown = pane;
  panes.forEach((one, index) => {
    one.classList.toggle("shown", one === pane);
    tabs[index].setAttribute("aria-selected", one === pane);
    tabs[index].tabIndex = one === pane ? 0 : -1;
  });
  if (isFirst) return; // the browser goes where the address says
  // A pane that was not open yet begins at its top, under the bar.
  const top = pane.getBoundingClientRect().top + scrollY - bar.offsetHeight;
  scrollTo(0, places.get(pane) ?? Math.min(scrollY, top));
}

// The bar is a set of tabs only while one pane is hidden; side by side it is not there.
function arrange() {
  document.documentElement.classList.toggle("tabbed", !wide.matches);
  if (wide.matches) {
    for (const part of [bar, ...tabs, ...panes]) part.removeAttribute("role");
    return;
  }
  bar.setAttribute("role", "tablist");
  tabs.forEach((tab, index) => {
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panes[index].id);
    panes[index].setAttribute("role", "tabpanel");
  });
  show(shown ?? first);
}

function steer(event) {
  const next = { ArrowLeft: 0, Home: 0, ArrowRight: 1, End: 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  show(panes[next]);
  tabs[next].focus();
}

// A link into the other pane opens it first, so that the browser can go there.
function follow(event) {
  const link = event.target.closest("a[href^='#']");
  const pane = link && !wide.matches && paneOf(link.hash);
  if (!pane) return;
  if (tabs.includes(link)) event.preventDefault();
  show(pane);
}

// A proof may be cut into pieces where lines end or others overlap; :target finds but one.
function light() {
  const label = location.hash.match(/^#e([\d-]+)$/)?.[1];
  for (const piece of document.querySelectorAll(".ev")) {
    piece.classList.toggle("here", piece.dataset.q.split(" ").includes(label));
  }
}

function arrive() {
  const pane = paneOf(location.hash);
  if (pane && !wide.matches && pane !== shown) {
    show(pane);
    document.getElementById(location.hash.slice(1)).scrollIntoView();
  }
  light();
}

// Where one was comes back with the page, but for the pane that an address leads into.
function restore() {
  let kept = [];
  try {
    kept = JSON.parse(sessionStorage.getItem(KEPT)) ?? [];
  } catch {
    return; // the browser keeps nothing for us
  }
  const led = paneOf(location.hash);
  panes.forEach((pane, index) => {
    const top = kept[index + 1];
    if (pane === led || !Number.isFinite(top)) return;
    places.set(pane, top);
    pane.scrollTop = top;
  });
  first = led ?? panes[kept[0]] ?? first;
}

function keep() {
  if (shown) places.set(shown, scrollY);
  const tops = panes.map((pane) => (wide.matches ? pane.scrollTop : places.get(pane)));
  try {
    sessionStorage.setItem(KEPT, JSON.stringify([panes.indexOf(shown), ...tops]));
  } catch {
    // The place is not worth a word.
  }
}

restore();
arrange();
arrive();
addEventListener("pagehide", keep);
wide.addEventListener("change", arrange);
bar.addEventListener("keydown", steer);
document.addEventListener("click", follow);
addEventListener("hashchange", arrive);
