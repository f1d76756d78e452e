// Keeps a part of the page fresh while something is being made; without it there is a link.
const isUnderWay = (page) => page.querySelector(".under-way");

async function refresh() {
  try {
    const answer = await fetch(window.location.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (answer.ok && !isUnderWay(page)) {
      window.location.reload(); // done, or signed out meanwhile: let the whole page say so
      return;
    }
    if (answer.ok) {
      document.querySelector("#runs").replaceWith(page.querySelector("#runs"));
    }
  } catch {
    // The server is being replaced: ask again.
  }
  setTimeout(refresh, 2000);
}

if (isUnderWay(document)) {
  setTimeout(refresh, 2000);
}
