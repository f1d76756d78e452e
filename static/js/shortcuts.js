/* Keys for who works with the keyboard; none of them does anything while somebody is typing.
   "/" goes to the search box, "g" to the form of a talk (or to the page that asks with whom),
   "1" to "9" choose a template. */

const NOT_TYPED_IN = new Set(["radio", "checkbox", "submit", "button"]);

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

/** "g" on a page that has the form goes to its first field. */
function formOf(key) {
  if (key !== "g") return null;
  return document.querySelector("form[data-draft] [name=channel]:checked");
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const target = formOf(event.key) || targetOf(event.key);
  if (!target) return;
  event.preventDefault();
  if (target.matches("a")) target.click();
  else target.focus();
});
