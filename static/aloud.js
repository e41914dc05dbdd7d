// Reads a passage aloud by the browser's own speech, sentence by sentence, and marks the sentence
// that is read. Loaded by asked.js at the first press.

import { dress, paint } from "./more.js";
import { bring, firstSeen, sentencesOf } from "./sentences.js";

const speech = window.speechSynthesis;
let reading = null; // {button, stop, sentences, at}

export function press(button, passage) {
  if (reading?.button !== button) return begin(button, passage);
  if (reading.isPaused) go();
  else pause();
}

function begin(button, passage) {
  if (reading) end();
  dress();
  const sentences = sentencesOf(passage);
  const stop = document.createElement("button");
  Object.assign(stop, { type: "button", className: "plain-button", textContent: "Stop reading aloud", onclick: end });
  button.after(stop);
  reading = { button, stop, sentences, at: firstSeen(sentences), language: passage.lang, isPaused: true };
  go();
}

function label(words) {
  reading.button.textContent = words;
}

// A pause of the engine's own is lost after some seconds in some browsers, so a sentence that was
// broken off is read again from its beginning.
function pause() {
  reading.isPaused = true;
  speech.cancel();
  label("Go on reading aloud");
}

function go() {
  reading.isPaused = false;
  label("Pause");
  say();
}

function say() {
  const { sentences, at, language } = reading;
  if (at >= sentences.length) return end();
  const current = reading;
  const words = new SpeechSynthesisUtterance(sentences[at].quote);
  words.lang = language;
  words.voice = speech.getVoices().find((voice) => voice.lang.slice(0, 2) === language.slice(0, 2)) ?? null;
  words.onend = () => {
    if (reading !== current || current.isPaused || current.at !== at) return;
    current.at += 1;
    say();
  };
  paint("spoken", sentences[at].ranges);
  bring(sentences[at]);
  speech.speak(words);
}

function end() {
  const { button, stop } = reading;
  label("Read aloud");
  reading = null;
  speech.cancel();
  stop.remove();
  paint("spoken", []);
  button.focus();
}

addEventListener("pagehide", () => speech.cancel());
