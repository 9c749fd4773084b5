// Guides: the part of the address after # says which one is shown.
import { address, element } from "/static/site.js";

const links = [...document.querySelectorAll("[data-guide]")];
const box = document.querySelector("[data-guide-text]");

async function showGuide() {
  const link = links.find((one) => one.getAttribute("href") === location.hash) ?? links[0];
  for (const one of links) one.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
  const answer = await fetch(address("api_guide", { slug: link.dataset.guide }));
  const found = await answer.json();
  box.replaceChildren(element("h2", found.title), ...found.paragraphs.map((text) => element("p", text)));
}

addEventListener("hashchange", showGuide);
await showGuide();
