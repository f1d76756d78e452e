/* A template fills the form at once, and keeps what was typed. Without this script its link does
   the same by opening the page anew. */

const form = document.querySelector("form[data-draft]");

function choose(event) {
  const link = event.target.closest("a[data-template]");
  if (!link || !form) return;
  event.preventDefault();
  for (const [name, value] of Object.entries(JSON.parse(link.dataset.template))) put(name, value);
  form.dispatchEvent(new Event("change"));
  form.elements.summary.focus();
}

function put(name, value) {
  const control = form.elements[name];
  if (control instanceof RadioNodeList || control.type === "checkbox") {
    const wanted = [].concat(value);
    const boxes = form.querySelectorAll(`[name="${name}"]`);
    for (const box of boxes) {
      box.checked = wanted.includes(box.value) || (box.type === "checkbox" && box.checked);
      if (box.checked) box.closest("details")?.setAttribute("open", "");
    }
  } else if (name === "summary" && control.value.trim()) {
    if (!control.value.includes(value)) control.value = `${control.value.trimEnd()}\n\n${value}`;
  } else if (name !== "step" || !control.value) {
    control.value = value;
  }
}

document.addEventListener("click", choose);
