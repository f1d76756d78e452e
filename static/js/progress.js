// Keeps a part of the page fresh while something is being made; without it there is a link.
const CONTROLS = "a[href], button, [tabindex]";
const isUnderWay = (page) => page.querySelector(".under-way");

const nameOf = (control) => control.href ?? control.form?.action ?? control.className;

// Whoever stands on a link or button in it stays there; when it is gone, on the first one.
function show(page) {
  const old = document.querySelector("#runs");
  const fresh = page.querySelector("#runs");
  if (old.textContent === fresh.textContent) {
    return;
  }
  const held = old.contains(document.activeElement) && document.activeElement;
  old.replaceWith(fresh);
  if (held) {
    const controls = [...fresh.querySelectorAll(CONTROLS)];
    const same = controls.find((one) => nameOf(one) === nameOf(held));
    (same ?? controls[0])?.focus({ preventScroll: true });
  }
  document.querySelector("h1").replaceWith(page.querySelector("h1"));
  document.title = page.title;
}

async function refresh() {
  try {
    const answer = await fetch(window.location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (answer.ok && !isUnderWay(page)) {
      window.location.reload(); // done, or signed out meanwhile: let the whole page say so
      return;
    }
    if (answer.ok) {
      show(page);
    }
  } catch {
    // The server is being replaced: ask again.
  }
  setTimeout(refresh, 2000);
}

if (isUnderWay(document)) {
  setTimeout(refresh, 2000);
}
