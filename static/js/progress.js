// Keeps a part of the page fresh while something is being made; without it there is a link.
const CONTROLS = "a[href], button, [tabindex]";
const isUnderWay = (page) => page.querySelector(".under-way");

// Whoever stands on a link or button in it stays there.
function show(page) {
  const old = document.querySelector("#runs");
  const fresh = page.querySelector("#runs");
  if (old.textContent === fresh.textContent) {
    return;
  }
  const place = [...old.querySelectorAll(CONTROLS)].indexOf(document.activeElement);
  old.replaceWith(fresh);
  fresh.querySelectorAll(CONTROLS)[place]?.focus({ preventScroll: true });
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
