// What every page has: messages, the menu, cards that can be clicked, the newsletter.
export const config = JSON.parse(document.querySelector("script[data-config]").textContent);

export function toast(message) {
  const region = document.querySelector("[data-toasts]");
  const box = document.createElement("div");
  box.className = "toast";
  const text = document.createElement("span");
  text.textContent = message;
  const close = document.createElement("button");
  close.type = "button";
  close.setAttribute("aria-label", config.words.dismiss);
  close.textContent = "×";
  close.addEventListener("click", () => box.remove());
  box.append(text, close);
  region.append(box);
  setTimeout(() => box.remove(), 8000);
}

export function address(route, params = {}) {
  return config.routes[route].replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(params[name]));
}

export async function send(method, url, body) {
  const headers = { "content-type": "application/json", accept: "application/json" };
  return fetch(url, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
}

export function element(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

for (const menu of document.querySelectorAll("[data-menu]")) {
  const button = menu.querySelector("[aria-expanded]");
  const mark = (open) => button?.setAttribute("aria-expanded", String(open));
  menu.addEventListener("mouseenter", () => mark(true));
  menu.addEventListener("mouseleave", () => mark(false));
  menu.addEventListener("focusin", () => mark(true));
  menu.addEventListener("focusout", () => mark(false));
}

for (const card of document.querySelectorAll("[data-href]")) {
  card.addEventListener("click", () => location.assign(card.dataset.href));
}

const letter = document.querySelector("[data-newsletter]");
if (letter) {
  const note = letter.querySelector("[data-note]");
  const input = letter.querySelector("input");
  letter.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await send("POST", address("api_newsletter"), { email: input.value });
    const found = await answer.json();
    note.textContent = answer.ok ? found.message : found.error;
    note.className = answer.ok ? "note good" : "note bad";
    if (answer.ok) input.value = "";
  });
}
