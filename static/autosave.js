// Saves each answer on its own, a moment after it was typed, and says so. A save names the
// revision it was typed upon: when another tab came first, nothing is overwritten and the
// student chooses. Without this script the page's buttons do the same work.

const IDLE = 1000; // ms without typing until a save
const LATEST = 5000; // ms that typing may put it off
const FIRST_WAIT = 1000; // ms until a failed save is sent again; doubled each time
const LONGEST_WAIT = 30000;
const TIMEOUT = 20000; // ms that one request may take
const KEPT_ALIVE = 15000; // characters; browsers let 64 KiB in all outlive a page

const LATE = "The quiz was handed in before this arrived. It is kept for your teacher.";

const form = document.getElementById("answers");
const pageStatus = document.getElementById("page-status");
const token = form.elements.namedItem("csrf_token").value;
let isLeaving = false;

// getRandomValues works over plain HTTP too; randomUUID does not.
function newName() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const clock = (moment) => moment.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
const element = (name, given = {}) => Object.assign(document.createElement(name), given);

// The same answer always reads the same: what is not there is left out, names are in order.
function canonical(value) {
  const entries = Object.entries(value).map(([name, said]) => [name, [said ?? []].flat()]);
  return JSON.stringify(entries.filter(([, said]) => said.length).sort(([one], [other]) => (one < other ? -1 : 1)));
}

class Question {
  constructor(section) {
    this.section = section;
    this.number = section.dataset.n; // as one reads it; its fields go by the slot
    this.prefix = `s${section.id.slice(1)}-`;
    this.revision = form.elements.namedItem(`${this.prefix}revision`);
    this.version = form.elements.namedItem(`${this.prefix}version`);
    const button = section.querySelector("[formaction]");
    this.url = button.formAction;
    button.type = "button"; // it is hidden, and Enter must not press it
    this.line = section.querySelector(".saved");
    // What the server has; a page that comes back with faults shows what was not saved.
    this.known = "unsaved" in form.dataset ? "" : canonical(this.value());
    this.pending = null; // the save that is under way or waits to be sent again
    this.sending = null; // its promise
    this.wait = 0; // ms; above 0 while saves fail
    this.block = ""; // conflict or refused: no save until that is mended
    this.status = 0;
    section.addEventListener("input", () => this.touched());
    section.addEventListener("focusout", (event) => section.contains(event.relatedTarget) || this.send());
    section.addEventListener("keydown", (event) => this.onEnter(event));
  }

  // The kind's fields as the form would post them: a text, or a list where there are several.
  value() {
    const found = {};
    for (const [name, text] of new FormData(form)) {
      const field = name.startsWith(this.prefix) ? name.slice(this.prefix.length) : "";
      if (!field || field === "revision" || field === "version") continue;
      found[field] = field in found ? [found[field], text].flat() : text;
    }
    return found;
  }

  fill(value) {
    for (const input of this.section.querySelectorAll(`[name^="${this.prefix}"]`)) {
      const said = value[input.name.slice(this.prefix.length)];
      if (input === this.revision || input === this.version || said === undefined) continue;
      if (/radio|checkbox/.test(input.type)) input.checked = [said].flat().includes(input.value);
      else input.value = said ?? "";
    }
    this.section.dispatchEvent(new Event("refill", { bubbles: true }));
  }

  // A value in the words of the page: a picked option by its label, a text as it is.
  words(value) {
    const boxes = [...this.section.querySelectorAll("[type=radio], [type=checkbox], option")];
    const said = Object.entries(value).flatMap(([name, given]) =>
      [given ?? []].flat().map((one) => {
        const picked = boxes.find((box) => (box.name ?? box.parentNode.name) === this.prefix + name && box.value === one);
        if (picked?.text) return one && `${picked.text} ${picked.closest("label")?.querySelector("span")?.textContent ?? ""}`;
        return picked ? picked.labels[0].innerText.trim() : one;
      }),
    );
    return said.filter((text) => text.trim()).join("; ") || "blank";
  }

  isUnsaved() {
    return this.pending !== null || canonical(this.value()) !== this.known;
  }

  touched() {
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

  operation(revision) {
    const value = this.value();
    const body = { op: newName(), base_rev: revision, question_version: Number(this.version.value), value };
    return { said: canonical(value), body: JSON.stringify(body) };
  }

  send() {
    [this.idle, this.latest, this.retry].forEach(clearTimeout);
    this.latest = null;
    if (this.sending) return this.sending;
    if (this.block || !this.isUnsaved()) return null;
    // What failed is sent again under its own name, so that it counts once.
    this.pending ??= this.operation(Number(this.revision.value));
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
    else if (status === 0 || status === 429 || status >= 500) this.tryLater();
    else this.refused(status, data);
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

  refused(status, data) {
    this.block = "refused";
    this.pending = null;
    const reload = `${data.error}. Copy what you typed, then load the page again.`;
    this.why = { 423: LATE, 422: data.error }[status] ?? reload;
    this.say(this.why);
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
    const box = element("div", { className: "conflict" });
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", `Two answers to question ${this.number}`);
    const list = element("dl", { className: "answers" });
    for (const [name, value] of [["Here", this.value()], ["On another page", other]]) {
      const both = [element("dt", { textContent: name }), element("dd", { textContent: this.words(value) })];
      list.append(element("div"));
      list.lastChild.append(...both);
    }
    const buttons = element("p", { className: "buttons" });
    buttons.append(
      this.choice("Keep the one here", box, () => this.send()),
      this.choice("Keep the other", box, () => {
        this.fill(other);
        this.say("Saved");
      }),
    );
    const textContent = "You answered this on another page too. Which one shall count?";
    box.append(element("p", { textContent }), list, buttons);
    this.section.append(box);
  }

  choice(words, box, then) {
    const button = element("button", { type: "button", className: "button", textContent: words });
    button.addEventListener("click", () => {
      this.block = "";
      then(); // before the button goes: the focus leaves with it, and that saves what is there
      box.remove();
      this.section.querySelector("input:checked, input[type=text], textarea, select:not([hidden]), .order button")?.focus();
      showPage();
    });
    return button;
  }

  // The page goes away: send what is left without waiting for what is under way.
  flush() {
    if (this.block || !this.isUnsaved()) return;
    if (!this.sending) return void this.send();
    if (canonical(this.value()) === this.pending.said) return;
    put(this.url, this.operation(Number(this.revision.value) + 1).body);
  }

  // Resolve once everything is saved, or cannot be.
  async settle() {
    while (this.isUnsaved() && !this.block) {
      await this.send();
      if (this.wait) return;
    }
  }
}

// Return {status, data}; status 0 when nothing of ours answered, a hotel's sign-in page included.
async function put(url, body) {
  try {
    const answer = await fetch(url, {
      method: "PUT",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
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
const questions = [...form.querySelectorAll(".question")].map((section) => new Question(section));

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

// The form posts everything that is on the page, so saves under way must end first: else the
// page would lose to its own script. What the server refused it explains at the field.
async function handIn(event) {
  if (isLeaving || !questions.some((one) => one.isUnsaved())) return void (isLeaving = true);
  event.preventDefault();
  await Promise.all(questions.map((one) => one.settle()));
  // A form does not submit again before this event is over.
  await new Promise((then) => setTimeout(then));
  showPage();
  const stuck = questions.find((one) => one.isUnsaved() && one.status !== 422 && one.status !== 423);
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
  if (isLeaving || !questions.some((one) => one.isUnsaved())) return;
  questions.forEach((one) => one.send()); // now, so that a reload asks for the page after it
  event.preventDefault();
});
