/* On a phone the menu is a strip: what is current must not lie outside it. */
const current = document.querySelector(".rail [aria-current]");
if (current) current.scrollIntoView({ block: "nearest", inline: "center" });
