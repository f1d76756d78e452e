/** A pressed button says so and ignores a second press; `data-busy` holds its words. */
export function blockSecondSubmit() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.getAttribute("aria-busy") === "true") {
      event.preventDefault();
      return;
    }
    const button = event.submitter;
    if (event.defaultPrevented || !button || !button.dataset.busy) return;
    form.setAttribute("aria-busy", "true");
    button.setAttribute("aria-busy", "true");
    const label = button.querySelector(".nl-button__label");
    label.dataset.words = label.textContent;
    label.textContent = button.dataset.busy;
  });

  // Back brings the page from memory: ready to be used again.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form[aria-busy]").forEach(makeReady);
  });
}

function makeReady(form) {
  form.removeAttribute("aria-busy");
  for (const button of form.querySelectorAll("[aria-busy]")) {
    button.removeAttribute("aria-busy");
    const label = button.querySelector(".nl-button__label");
    label.textContent = label.dataset.words;
  }
}
