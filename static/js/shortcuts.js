/* Keys for who works with the keyboard; none of them does anything while somebody is typing, and
   all of them can be switched off in one's profile, for this device (WCAG 2.1.4).
   "/" goes to the search box, "g" to the form of a talk (or to the page that asks with whom),
   "c" to a brief contact, "1" to "9" choose a template. */

const NOT_TYPED_IN = new Set(["radio", "checkbox", "submit", "button"]);
const PLACE = "keys";

function isTyping(element) {
  if (element.closest("textarea, select, [contenteditable]")) return true;
  const input = element.closest("input");
  return Boolean(input) && !NOT_TYPED_IN.has(input.type);
}

function targetOf(key) {
  return [...document.querySelectorAll("[data-shortcut]")].find(
    (element) => element.dataset.shortcut === key,
  );
}

/** "g" on a page that has the form goes to its first field, and from there to the summary. */
function formOf(key) {
  if (key !== "g") return null;
  const form = document.querySelector("form[data-draft]");
  if (!form) return null;
  if (form.contains(document.activeElement)) return form.elements.summary;
  return form.querySelector("[name=channel]:checked");
}

/** Ctrl and Enter save a talk from wherever one types in it. */
function save(event) {
  const form = event.target.closest("form[data-draft]");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("button[type=submit]"));
}

/** A browser that keeps nothing has the keys on. */
function areOff() {
  try {
    return localStorage.getItem(PLACE) === "off";
  } catch {
    return false;
  }
}

function show() {
  const isOff = areOff();
  document.documentElement.classList.toggle("keys-off", isOff);
  for (const part of document.querySelectorAll("[data-keys]")) {
    part.hidden = (part.dataset.keys === "off") !== isOff;
  }
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save(event);
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || areOff()) return;
  const target = formOf(event.key) || targetOf(event.key);
  if (!target) return;
  event.preventDefault();
  if (target.matches("a")) target.click();
  else target.focus();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-switch-keys]");
  if (!button) return;
  try {
    localStorage.setItem(PLACE, button.dataset.switchKeys);
  } catch {
    return;
  }
  show();
  document.querySelector("[data-keys]:not([hidden]) button").focus();
});

show();
