// Flags a question for later and strikes options out at once, and tells the server, which keeps
// it for other devices too. Loaded by asked.js at the first press of such a button.

import { put } from "./put.js";

const FIRST_WAIT = 2000; // ms until it is sent again; doubled each time
const LONGEST_WAIT = 60000;

const waiting = new Set(); // questions whose state the server has not yet
let isSending = false;
let wait = FIRST_WAIT;

const isOn = (button) => button.getAttribute("aria-pressed") === "true";
const option = (button) => button.value.split("-")[1];

export function press(button) {
  const section = button.closest(".question");
  const turnsOn = !isOn(button);
  button.setAttribute("aria-pressed", turnsOn);
  const [, name] = button.name.match(/^(?:un)?(.*)$/);
  button.name = turnsOn ? `un${name}` : name;
  if (name === "flag") flag(section, turnsOn);
  else strike(section, option(button), turnsOn);
  waiting.add(section);
  send();
}

function flag(section, turnsOn) {
  const link = document.querySelector(`.map [href="#${section.id}"]`);
  link.classList.toggle("flagged", turnsOn);
  link.querySelector("b")?.remove();
  if (!turnsOn) return;
  const word = document.createElement("b");
  word.className = "vh";
  word.textContent = " flagged,";
  link.querySelector("span").before(word);
}

function strike(section, value, turnsOn) {
  const input = section.querySelector(`.options input[value="${value}"]`);
  input.labels[0].classList.toggle("out", turnsOn);
}

// One after the other, so that the last state is what stays.
async function send() {
  if (isSending) return;
  isSending = true;
  for (const section of waiting) {
    waiting.delete(section);
    if (await tell(section)) {
      wait = FIRST_WAIT;
      continue;
    }
    waiting.add(section);
    setTimeout(send, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
    break;
  }
  isSending = false;
}

// Is there nothing more to do? What the server refused will not be taken later either.
async function tell(section) {
  const buttons = [...section.querySelectorAll(".tools button")].filter(isOn);
  const state = {
    is_flagged: buttons.some((one) => !option(one)),
    eliminated: buttons.map(option).filter(Boolean),
  };
  const url = `${section.querySelector(".save").formAction}/state`;
  const { status } = await put(url, JSON.stringify(state), { keepalive: true });
  return status && status < 500 && ![400, 401, 429].includes(status);
}

addEventListener("online", send);
