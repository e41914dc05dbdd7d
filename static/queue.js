// Keeps in this browser what no save has acknowledged, and brings it back to the next page of the
// same person at the same attempt, after a reload or after the browser was closed. Without a
// place to keep it (some private windows have none) the page saves as it did.

const STORE = "answers";
const form = document.querySelector("[data-attempt]");
const owner = [Number(form.dataset.person), Number(form.dataset.attempt)];
// Two pages of one attempt keep apart what each has to send.
const page = crypto.getRandomValues(new Uint32Array(2)).join("-");
const changes = new Map(); // id as text -> [id, what to keep or null]
let store = null;
let isWriting = false;
let isGoing = false;

function change(id, entry) {
  changes.set(String(id), [id, entry]);
}

// Everything that changed goes in together, so that nothing is erased before it stands anew.
function write() {
  if (!store || !changes.size) return;
  isWriting = true;
  const task = store.transaction(STORE, "readwrite", { durability: "strict" });
  for (const [id, entry] of changes.values()) {
    if (entry) task.objectStore(STORE).put({ id, ...entry });
    else task.objectStore(STORE).delete(id);
  }
  changes.clear();
  task.oncomplete = () => {
    isWriting = false;
    write();
  };
  task.onabort = giveUp; // the disk is full
  task.commit?.();
}

function giveUp() {
  store = null;
  delete form.dataset.kept;
}

function bringBack(entries) {
  for (const entry of entries) {
    const [, , slot, from] = entry.id;
    // After the end there is no such question: leftovers.js sends it, and keeps it until then.
    const place = form.querySelector(slot.replace(/s(\d+)-/, "#q$1")) ?? form;
    const brought = new CustomEvent("restore", { detail: entry, cancelable: true });
    if (from !== page && place.dispatchEvent(brought)) change(entry.id, null);
  }
  write();
}

function open() {
  const asked = indexedDB.open("quizapp", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "id" });
  asked.onerror = (event) => event.preventDefault();
  asked.onsuccess = () => {
    store = asked.result;
    store.onversionchange = () => store.close();
    form.dataset.kept = "";
    // An array stands after every text.
    const all = store.transaction(STORE).objectStore(STORE).getAll(IDBKeyRange.bound(owner, [...owner, []]));
    all.onsuccess = () => bringBack(all.result);
  };
}

document.addEventListener("unsaved", ({ detail }) => {
  change([...owner, detail.slot, page], detail.entry);
  if (!isWriting || isGoing) write();
});
document.addEventListener("acknowledged", ({ detail }) => {
  change(detail, null);
  write();
});
document.addEventListener("answers-ready", () => {
  try {
    open();
  } catch {
    giveUp();
  }
});
// A page that goes does not hear the end of what is being written.
addEventListener("pagehide", () => {
  isGoing = true;
  write();
});
addEventListener("pageshow", () => (isGoing = false));
