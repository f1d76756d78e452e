// Keeps a part of the page fresh while something is being made; without it there is a link.
const part = () => document.querySelector(".under-way");

async function refresh() {
  try {
    const answer = await fetch(window.location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const runs = page.querySelector("#runs");
    if (answer.ok && !runs) {
      window.location.reload(); // signed out meanwhile: let the page say so
      return;
    }
    if (runs) {
      document.querySelector("#runs").replaceWith(runs);
    }
  } catch {
    // The server is being replaced: ask again.
  }
  if (part()) {
    setTimeout(refresh, 2000);
  }
}

if (part()) {
  setTimeout(refresh, 2000);
}
