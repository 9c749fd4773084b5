// Collections: tabs that change the address without loading a page.
import { address, element } from "/static/site.js";

const tabs = [...document.querySelectorAll("[data-slug]")];
const panel = document.querySelector("[data-panel]");
let current = tabs[0].dataset.slug;

function slugOf(path) {
  const found = tabs.find((tab) => tab.getAttribute("href") === path);
  return found ? found.dataset.slug : tabs[0].dataset.slug;
}

function mark(slug) {
  for (const tab of tabs) {
    if (tab.dataset.slug === slug) tab.setAttribute("aria-current", "page");
    else tab.removeAttribute("aria-current");
  }
}

async function load(slug) {
  const answer = await fetch(address("api_collection", { slug }));
  const found = await answer.json();
  const items = found.items.map((item) => {
    const row = element("li");
    row.append(element("a", item.name, { href: item.href }), element("span", item.price, { class: "price" }));
    return row;
  });
  const list = element("ul", "", { class: "plain-list" });
  list.append(...items);
  panel.replaceChildren(element("h2", found.title), element("p", found.text), list);
}

async function open(slug) {
  mark(slug);
  await load(slug);
}

for (const tab of tabs) {
  tab.addEventListener("click", (event) => {
    event.preventDefault();
    history.pushState({}, "", tab.getAttribute("href"));
    open(tab.dataset.slug);
  });
}

addEventListener("popstate", () => open(slugOf(location.pathname)));
current = slugOf(location.pathname);
mark(current);
await load(current);
