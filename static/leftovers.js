// Sends what this browser kept of an attempt that has ended meanwhile. It changes no answer: the
// server keeps it for the teacher. See queue.js, which brings it.

import { put } from "./put.js";

const line = document.querySelector("[data-attempt]");
const told = { here: 0, waiting: 0 };

const count = (number) => (number === 1 ? "1 answer" : `${number} answers`);

function say() {
  const here = `${count(told.here)} that could not be sent before the end: kept for your teacher.`;
  const waiting = `${count(told.waiting)} could not be sent yet. Load this page again in a minute.`;
  line.textContent = [told.here && here, told.waiting && waiting].filter(Boolean).join(" ");
}

async function send({ id, url, version, base, value, isSent, pending }) {
  // A name that it keeps, so that sending it twice does no harm; no base was ever below 0.
  const whole = { op: `left-${id.join("-")}`, base_rev: Math.max(base, 0), question_version: version, value };
  const { status } = await put(url, isSent ? pending.body : JSON.stringify(whole));
  const isOver = [200, 409, 422, 423].includes(status);
  if (isOver) document.dispatchEvent(new CustomEvent("acknowledged", { detail: id }));
  told.here += status === 423;
  told.waiting += !isOver;
  say();
}

line.addEventListener("restore", (event) => {
  event.preventDefault(); // it stays until it is acknowledged
  send(event.detail);
});
document.dispatchEvent(new Event("answers-ready"));
