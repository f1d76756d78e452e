/* Recovery codes: copy or print them; without this script they can be written down. */

const codes = document.querySelector("[data-codes]");
const copied = document.querySelector("[data-copied]");

async function copy() {
  const lines = Array.from(codes.querySelectorAll("li"), (line) => line.textContent.trim());
  await navigator.clipboard.writeText(lines.join("\n"));
  copied.hidden = false;
}

for (const button of document.querySelectorAll("[data-copy-codes], [data-print-codes]")) {
  const isCopy = "copyCodes" in button.dataset;
  if (isCopy && !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", isCopy ? copy : () => window.print());
}
