// Keeps a part of the page fresh while something is being made; without it there is a link.
const part = () => document.querySelector(".under-way");

async function refresh() {
  const answer = await fetch(window.location.href, { headers: { Accept: "text/html" } });
  if (answer.ok) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.querySelector("#runs").replaceWith(page.querySelector("#runs"));
  }
  if (part()) {
    setTimeout(refresh, 2000);
  }
}

if (part()) {
  setTimeout(refresh, 2000);
}
