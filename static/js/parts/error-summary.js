/** After a mistake the keyboard and the screen reader start at the list of what went wrong. */
export function focusErrorSummary() {
  const summary = document.querySelector(".error-summary");
  if (summary) summary.focus();
}
