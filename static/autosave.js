// Saves each answer a moment after it was typed, and says so. A save names the revision it was
// typed upon: when another tab came first, nothing is overwritten and the student chooses.
// Without this script the page's buttons do the same work.

const IDLE = 1000; // ms without typing until a save
const LATEST = 5000; // ms that typing may put it off
const FIRST_WAIT = 1000; // ms until a failed save is sent again; doubled each time
const LONGEST_WAIT = 30000;
const TIMEOUT = 20000; // ms of one request
const KEPT_ALIVE = 15000; // characters; browsers let 64 KiB in all outlive a page

const LATE = "The quiz was handed in before this arrived. It is kept for your teacher.";

const form = document.getElementById("answers");
const pageStatus = document.getElementById("page-status");
let isLeaving = false;

// getRandomValues works over plain HTTP too; randomUUID does not.
const newName = () => crypto.getRandomValues(new Uint32Array(4)).join("-");
const clock = (moment) => moment.toLocaleTimeString("en-GB", { timeStyle: "short" });
const isBox = (input) => /radio|checkbox/.test(input.type);

// The same answer always reads the same.
function canonical(value) {
  const entries = Object.entries(value).map(([name, said]) => [name, [said ?? []].flat()]);
  return JSON.stringify(entries.filter(([, said]) => said.length).sort());
}

class Question {
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
  }

  field(input) {
    return input.name.slice(this.prefix.length);
  }

  // What the form would post: a list for each of the kind's fields.
  value() {
    const data = new FormData(form);
    return Object.fromEntries(this.inputs.map((input) => [this.field(input), data.getAll(input.name)]));
  }

  fill(value) {
    for (const input of this.inputs) {
      const said = value[this.field(input)];
      if (isBox(input)) input.checked = [said].flat().includes(input.value);
      else input.value = said ?? "";
    }
    this.section.dispatchEvent(new Event("input", { bubbles: true }));
    this.say("Saved");
  }

  // A picked option is told by its label, a text as it is.
  words(value) {
    const texts = this.inputs.map((input) => {
      const said = [value[this.field(input)] ?? ""].flat();
      if (input.type === "hidden") return "";
      const [label] = input.labels;
      if (isBox(input)) return said.includes(input.value) ? label.innerText : "";
      const option = said[0] && [...(input.options ?? [])].find((one) => one.value === said[0]);
      return option ? `${option.text} ${label.querySelector("span")?.textContent ?? ""}` : said[0];
    });
    return texts.map((text) => text.trim()).filter(Boolean).join("; ") || "blank";
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
    if (!this.isUnsaved() || this.block || this.wait) return showPage();
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
    const body = { op: newName(), base_rev, question_version: Number(this.version.value), value };
    return { said: canonical(value), body: JSON.stringify(body) };
  }

  send() {
    [this.idle, this.latest, this.retry].forEach(clearTimeout);
    this.latest = null;
    if (this.sending) return this.sending;
    if (this.block || !this.isUnsaved()) return null;
    // What failed is sent again under its own name, so that it counts once.
    this.pending ??= this.operation();
    this.say("Saving…");
    this.sending = put(this.url, this.pending.body).then((answer) => {
      this.sending = null;
      this.heed(answer);
      showPage();
    });
    return this.sending;
  }

  heed({ status, data }) {
    this.status = status;
    if (status === 200) this.saved(data);
    else if (status === 409) this.differs(data);
    else if (!status || status === 429 || status >= 500) this.tryLater();
    else this.refused(data);
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

  tryLater() {
    this.wait = Math.min(this.wait * 2 || FIRST_WAIT, LONGEST_WAIT);
    // Thirty browsers that lost one network must not all come back at once.
    this.retry = setTimeout(() => this.send(), this.wait * (0.5 + Math.random()));
    this.say("Not saved yet");
  }

  refused({ error }) {
    this.block = "refused";
    this.pending = null;
    const reload = `${error}. Copy what you typed, then load the page again.`;
    this.say((this.why = { 423: LATE, 422: error }[this.status] ?? reload));
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

  ask(other) {
    const box = document.getElementById("two-answers").content.firstElementChild.cloneNode(true);
    box.setAttribute("aria-label", `Two answers to question ${this.number}`);
    const said = [this.value(), other];
    box.querySelectorAll("dd").forEach((place, index) => (place.textContent = this.words(said[index])));
    const keep = [() => this.send(), () => this.fill(other)];
    box.querySelectorAll("button").forEach((button, index) => (button.onclick = () => this.choose(box, keep[index])));
    this.section.append(box);
  }

  choose(box, then) {
    this.block = "";
    then(); // before the button goes: the focus leaves with it, and that saves what is there
    box.remove();
    this.section.querySelector("input:checked, input[type=text], textarea, select:not([hidden]), .order button")?.focus();
    showPage();
  }

  // The page goes away, and what is under way cannot be waited for.
  flush() {
    if (this.block || !this.isUnsaved()) return;
    if (!this.sending) return void this.send();
    if (canonical(this.value()) === this.pending.said) return;
    put(this.url, this.operation(1).body);
  }

  // Ends once everything is saved, or cannot be.
  async settle() {
    while (this.isUnsaved() && !this.block) {
      await this.send();
      if (this.wait) return;
    }
  }
}

// Return {status, data}; status 0 where nothing of ours answers, as at a hotel's sign-in page.
async function put(url, body) {
  try {
    const answer = await fetch(url, {
      method: "PUT",
      headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrf_token.value },
      body,
      redirect: "error",
      keepalive: body.length < KEPT_ALIVE,
      signal: AbortSignal.timeout?.(TIMEOUT),
    });
    return { status: answer.status, data: await answer.json() };
  } catch {
    return { status: 0, data: {} };
  }
}

let lastSaved = null;
const questions = Array.from(form.querySelectorAll(".question"), (section) => new Question(section));
const isAnyUnsaved = () => questions.some((one) => one.isUnsaved());

function pageWords() {
  const asked = questions.filter((one) => one.block === "conflict");
  if (asked.length) return `Please choose at question ${asked.map((one) => one.number).join(", ")}`;
  const refused = questions.find((one) => one.block);
  if (refused) return `Question ${refused.number} is not saved. ${refused.why}`;
  const waiting = questions.filter((one) => one.isUnsaved()).length;
  const changes = waiting === 1 ? "1 change" : `${waiting} changes`;
  if (questions.some((one) => one.wait)) return `Not saved yet: ${changes} waiting`;
  return lastSaved ? `Saved ${clock(lastSaved)}` : pageStatus.textContent;
}

// A live region speaks whenever its text changes, so it is set only when it reads otherwise.
function showPage() {
  const words = pageWords();
  if (words !== pageStatus.textContent) pageStatus.textContent = words;
  pageStatus.classList.toggle("trouble", questions.some((one) => one.block || one.wait));
}

// The form posts the whole page, so saves under way must end first: else the page would lose to
// its own script. What the server refused it explains at the field.
async function handIn(event) {
  if (isLeaving || !isAnyUnsaved()) return void (isLeaving = true);
  event.preventDefault();
  await Promise.all(questions.map((one) => one.settle()));
  // A form does not submit again before this event is over.
  await new Promise((then) => setTimeout(then));
  showPage();
  const stuck = questions.find((one) => one.isUnsaved() && ![422, 423].includes(one.status));
  if (stuck) return void stuck.section.scrollIntoView({ block: "center" });
  isLeaving = true;
  form.requestSubmit(event.submitter);
}

document.documentElement.classList.add("autosaves");
pageStatus.textContent ||= "Answers save themselves";
if ("unsaved" in form.dataset) questions.forEach((one) => one.touched());
form.addEventListener("submit", handIn);
document.addEventListener("visibilitychange", () => document.hidden && questions.forEach((one) => one.send()));
addEventListener("pagehide", () => isLeaving || questions.forEach((one) => one.flush()));
addEventListener("pageshow", () => (isLeaving = false));
addEventListener("online", () => questions.forEach((one) => one.wait && one.send()));
addEventListener("beforeunload", (event) => {
  if (isLeaving || !isAnyUnsaved()) return;
  questions.forEach((one) => one.send()); // now, so that a reload asks for the page after it
  event.preventDefault();
});
