/* Copies the link to a place; without this script it stands in its field, to be selected. */
const button = document.querySelector("[data-copy-address]");
const copied = document.querySelector("[data-copied]");

async function copy() {
  await navigator.clipboard.writeText(document.getElementById("address").value);
  copied.hidden = false;
}

if (button && navigator.clipboard) {
  button.hidden = false;
  button.addEventListener("click", copy);
}
