/* Before somebody signs out: says what of hers lies on this device only, and wipes it with her yes. */
import { openStore } from "./parts/device-store.js";

const holder = document.querySelector("[data-device-keys]");
const warning = document.querySelector("[data-unsaved]");

async function guard() {
  const store = await openStore(holder);
  if (!store) return;
  const forms = document.querySelectorAll("form[data-sign-out]");
  for (const form of forms) form.addEventListener("submit", (event) => ask(event, store));
}

/** The first press shows the warning; a press while it is shown signs out and wipes. */
async function ask(event, store) {
  const form = event.target;
  event.preventDefault();
  const kept = await store.all();
  if (kept.length && warning.hidden) {
    const list = document.createElement("ul");
    list.append(...kept.map(line));
    warning.querySelector(".stack").append(list);
    warning.hidden = false;
    warning.focus();
    return;
  }
  store.wipe();
  form.append(wiped());
  // Straight away: no second event, so no second question.
  form.submit();
}

/** What a colleague wrote on this device may stay: the server need not have everything forgotten. */
function wiped() {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "wiped";
  field.value = "own";
  return field;
}

function line({ entry }) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.className = "nl-link";
  link.href = entry.url;
  link.textContent = entry.label;
  item.append(link);
  return item;
}

if (holder && warning) guard();
