// One question of a sitting: what is typed in it, what the server has of it, and its saves. A save
// names the revision it was typed upon: when another tab came first, nothing is overwritten and
// the student chooses.
//
// What happens is told by events of the document: "unsaved" what a question has to send (queue.js
// keeps it), "server-time" what an answered save said, "session-lost" that whose answers these
// are is not signed in. "session-found" goes on from there, "session-other" gives up. "restore",
// at a question, brings what an earlier page could not send.

import { put as send } from "./put.js";

const IDLE = 1000; // ms without typing until a save
const LATEST = 5000; // ms that typing may put it off
const FIRST_WAIT = 1000; // ms until a failed save is sent again; doubled each time
const LONGEST_WAIT = 30000;
const TIMEOUT = 20000; // ms of one request
const KEPT_ALIVE = 15000; // characters; browsers let 64 KiB in all outlive a page

const LATE = "The quiz was handed in before this arrived. It is kept for your teacher.";

export const form = document.getElementById("answers");
export const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));
export const clock = (moment) => moment.toLocaleTimeString("en-GB", { timeStyle: "short" });
export let isPaused = false; // whose answers these are is not signed in
export let lastSaved = null;

// getRandomValues works over plain HTTP too; randomUUID does not.
const newName = () => crypto.getRandomValues(new Uint32Array(4)).join("-");
const isBox = (input) => /radio|checkbox/.test(input.type);

// The same answer always reads the same.
function canonical(value) {
  const entries = Object.entries(value).map(([name, said]) => [name, [said ?? []].flat()]);
  return JSON.stringify(entries.filter(([, said]) => said.length).sort());
}

export class Question {
  constructor(section) {
    this.section = section;
    this.number = section.dataset.n; // as one reads it; its fields go by the slot
    this.prefix = `s${section.id.slice(1)}-`;
    // What is hidden says which answer this is, or, in data-said, more of what was answered.
    const hidden = "[type=hidden]:not([data-said])";
    this.inputs = [...section.querySelectorAll(`[name^="${this.prefix}"]:not(${hidden})`)];
    this.revision = form.elements[`${this.prefix}revision`];
    this.version = form.elements[`${this.prefix}version`];
    const button = section.querySelector(".save");
    this.url = button.formAction;
    button.type = "button"; // it is hidden, and Enter must not press it
    this.line = section.querySelector(".saved");
    this.link = document.querySelector(`.map [href="#${section.id}"]`);
    // What the server has; a page that comes back with faults shows what was not saved.
    this.known = "unsaved" in form.dataset ? "" : canonical(this.value());
    this.pending = null; // the save that is under way or waits to be sent again
    this.sending = null; // its promise
    this.wait = 0; // ms; above 0 while saves fail
    this.block = ""; // conflict or refused: no save until that is mended
    section.addEventListener("input", () => this.touched());
    section.addEventListener("focusout", (event) => section.contains(event.relatedTarget) || this.send());
    section.addEventListener("keydown", (event) => this.onEnter(event));
    section.addEventListener("restore", (event) => this.restore(event.detail));
  }

  field(input) {
    return input.name.slice(this.prefix.length);
  }

  // What the form would post: a list for each of the kind's fields.
  value() {
    const value = {};
    for (const input of this.inputs) {
      const said = (value[this.field(input)] ??= []);
      if (!isBox(input) || input.checked) said.push(input.value);
    }
    return value;
  }

  show(value) {
    for (const input of this.inputs) {
      const said = value[this.field(input)];
      if (isBox(input)) input.checked = [said].flat().includes(input.value);
      else input.value = said ?? "";
    }
    this.section.dispatchEvent(new Event("input", { bubbles: true }));
  }

  fill(value) {
    this.show(value);
    this.say("Saved");
  }

  // What has no acknowledgement yet, for a page that is opened after this one. Where the student
  // has to choose, the next page must ask too: no revision of the server is this one's base.
  keep() {
    const isDone = !this.isUnsaved() || this.status === 423;
    const base = this.block === "conflict" ? -1 : Number(this.revision.value);
    const value = this.value();
    const isSent = this.pending?.said === canonical(value);
    const place = { url: this.url, version: Number(this.version.value) };
    const entry = { ...place, base, value, isSent, pending: this.pending, next: this.next };
    tell("unsaved", { slot: this.prefix, entry: isDone ? null : entry });
  }

  // An earlier page could not send this. It goes in where it was typed upon what the server
  // still has; else the student chooses.
  restore({ base, value, pending, next }) {
    const drawn = this.value();
    if (canonical(value) === canonical(drawn)) return;
    const ahead = Number(this.revision.value) - base;
    const isOurs = ahead === 1 && pending?.said === canonical(drawn);
    const isNewer = !this.isUnsaved() && (!ahead || isOurs);
    if (!isNewer) this.block = "conflict";
    else if (!ahead) this.pending = pending;
    this.next = next;
    this.show(value);
    if (isNewer) this.send();
    else this.ask(drawn);
    this.keep();
  }

  isUnsaved() {
    return this.pending !== null || canonical(this.value()) !== this.known;
  }

  // The map of questions says which ones hold an answer.
  map() {
    const isDone = Object.values(this.value()).flat().some((text) => text.trim());
    this.link.classList.toggle("done", isDone);
    this.link.lastChild.textContent = isDone ? " answered" : " blank";
  }

  touched() {
    this.map();
    if (this.block === "refused" && this.status === 422) this.block = "";
    this.keep();
    if (!this.isUnsaved() || this.block || this.wait) return;
    this.say("");
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.send(), IDLE);
    this.latest ??= setTimeout(() => this.send(), LATEST);
  }

  // Enter in a line of text saves it; handing in takes the button.
  onEnter(event) {
    if (event.key !== "Enter" || event.isComposing || event.target.type !== "text") return;
    event.preventDefault();
    this.send();
  }

  say(text) {
    this.line.textContent = text;
  }

  operation(ahead = 0) {
    const value = this.value();
    const base_rev = Number(this.revision.value) + ahead;
    const said = canonical(value);
    // The page before this one may have sent it as it went, and has not heard what came of it.
    if (this.next?.said === said && this.next.base === base_rev) return this.next;
    const body = { op: newName(), base_rev, question_version: Number(this.version.value), value };
    return { said, base: base_rev, body: JSON.stringify(body) };
  }

  send() {
    [this.idle, this.latest, this.retry].forEach(clearTimeout);
    this.latest = null;
    if (this.sending) return this.sending;
    if (isPaused || this.block || !this.isUnsaved()) return null;
    // What failed is sent again under its own name, so that it counts once.
    this.pending ??= this.operation();
    this.keep();
    this.say("Saving…");
    this.sending = put(this.url, this.pending.body).then((answer) => {
      this.sending = null;
      this.heed(answer);
      this.keep();
    });
    return this.sending;
  }

  heed({ status, data, after }) {
    const wasLapsed = this.isLapsed;
    this.isLapsed = false;
    this.status = status;
    if (data.rev !== undefined) tell("server-time", data);
    if (status === 200) this.saved(data);
    else if (status === 409) this.differs(data);
    else if (!status || status === 429 || status >= 500) this.tryLater(after);
    else if (status === 422 || status === 423 || wasLapsed) this.refused(data);
    else this.lapse();
  }

  saved({ rev, saved_at }) {
    this.revision.value = rev;
    this.known = this.pending.said;
    this.pending = null;
    this.wait = 0;
    lastSaved = new Date(saved_at);
    this.say(`Saved ${clock(lastSaved)}`);
    if (this.isUnsaved()) this.touched();
  }

  tryLater(after) {
    this.wait = Math.min(this.wait * 2 || FIRST_WAIT, LONGEST_WAIT);
    // Thirty browsers that lost one network must not all come back at once.
    this.retry = setTimeout(() => this.send(), Math.max(after || 0, this.wait / 2) + this.wait * Math.random());
    this.say("Not saved yet");
  }

  // The session has ended, or is not this one any more. It may be had back, once in a row.
  lapse() {
    this.isLapsed = true;
    this.wait = FIRST_WAIT;
    this.say("Not saved yet");
    tell("session-lost");
  }

  refused({ error }) {
    this.block = "refused";
    this.pending = null;
    this.wait = 0;
    const reload = `${error}. Copy what you typed, then load the page again.`;
    this.say((this.why = { 423: error ?? LATE, 422: error }[this.status] ?? reload));
  }

  differs({ rev, value }) {
    this.pending = null;
    this.wait = 0;
    this.revision.value = rev;
    this.known = canonical(value);
    if (!this.isUnsaved()) return this.say("Saved");
    this.block = "conflict";
    this.say("");
    this.ask(value);
  }

  // Few sittings need it, so it is loaded by those.
  ask(other) {
    import("./conflict.js").then(
      (conflict) => this.block === "conflict" && conflict.ask(this, other),
      () => setTimeout(() => this.ask(other), LATEST),
    );
  }

  // The page goes away, and what is under way cannot be waited for.
  flush() {
    if (this.block || !this.isUnsaved()) return;
    if (!this.sending) return void this.send();
    if (canonical(this.value()) === this.pending.said) return;
    this.next = this.operation(1);
    this.keep();
    put(this.url, this.next.body);
  }

  // Ends once everything is saved, or cannot be.
  async settle() {
    while (this.isUnsaved() && !this.block) {
      await this.send();
      if (this.wait || isPaused) return;
    }
  }
}

// What is sent may outlive the page, where it is not too long for that.
const put = (url, body) => send(url, body, { keepalive: body.length < KEPT_ALIVE, signal: AbortSignal.timeout?.(TIMEOUT) });

for (const name of ["session-lost", "session-found", "session-other"]) {
  document.addEventListener(name, () => (isPaused = name !== "session-found"));
}
