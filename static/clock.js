// Shows how much time is left. It goes by the server's answers alone: the clock of this device
// may be wrong, or somebody may have moved it. Without this script the page says until when.

const ASK_EVERY = 60000; // ms; so a page that saves nothing hears of more time too
const TOLD = [600, 300, 60]; // seconds left that are announced
const SOON = 12 * 3600; // seconds; what ends later is told by its day alone
const HIDDEN = "quizapp-clock-hidden";

const clock = document.getElementById("clock");
const shown = clock.querySelector("span");
const button = clock.querySelector("button");
const told = document.getElementById("time-told");
let left, from, until, lastTold;
let isOver = false;

const now = () => Math.ceil(left - (performance.now() - from) / 1000);

function hear(seconds, words) {
  // More time is told; a second or two is only the way of the answer.
  if (seconds > now() + 30) say(`You have more time now${words ? `: ${words}` : ""}.`);
  [left, from, until] = [seconds, performance.now(), words ?? until];
  isOver &&= seconds <= 0;
}

function say(words) {
  told.textContent = words;
}

function inWords(seconds) {
  if (seconds > SOON) return "";
  const minutes = Math.ceil(seconds / 60);
  if (minutes > 90) return `${Math.floor(minutes / 60)} h ${minutes % 60} min left`;
  if (seconds > 90) return `${minutes} min left`;
  return seconds > 0 ? `${seconds} s left` : "Time is up";
}

function show() {
  const seconds = Math.max(now(), 0);
  const words = [inWords(seconds), seconds && until].filter(Boolean).join(", ");
  if (shown.textContent !== words) shown.textContent = words;
  const mark = TOLD.findLast((one) => seconds <= one);
  if (mark && mark !== lastTold && seconds > 0 && seconds > mark - 30) say(`${mark / 60} minute${mark > 60 ? "s" : ""} left.`);
  lastTold = mark;
  if (!seconds && !isOver) end();
}

async function ask() {
  try {
    const answer = await (await fetch(clock.dataset.url)).json();
    if (answer.seconds_left === null) return location.reload();
    hear(answer.seconds_left, answer.until);
  } catch {
    // No network: the page's own reckoning goes on.
  }
}

// Nobody's time is up before the server says so; then what is typed is saved and handed in.
async function end() {
  isOver = true;
  await ask();
  if (now() > 0) return;
  say("Time is up. What you have written is handed in.");
  document.activeElement?.blur();
  const button = document.querySelector("button[value=time]");
  button.form.requestSubmit(button);
}

function hide(isHidden) {
  shown.hidden = isHidden;
  button.textContent = isHidden ? "Show the time" : "Hide";
  button.setAttribute("aria-label", isHidden ? "Show the time" : "Hide the time");
  try {
    localStorage.setItem(HIDDEN, isHidden ? "1" : "");
  } catch {
    // Not remembered where a browser keeps nothing.
  }
}

[left, from, until] = [Number(clock.dataset.left), performance.now(), shown.textContent];
lastTold = TOLD.findLast((one) => left <= one);
button.hidden = false;
button.onclick = () => hide(!shown.hidden);
try {
  hide(Boolean(localStorage.getItem(HIDDEN)));
} catch {
  hide(false);
}
show();
setInterval(show, 1000);
setInterval(ask, ASK_EVERY);
document.addEventListener("visibilitychange", () => document.hidden || ask());
document.addEventListener("server-time", ({ detail }) => detail.seconds_left != null && hear(detail.seconds_left));
