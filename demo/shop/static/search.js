// Suggestions under the search field.
import { address, config, element } from "/static/site.js";

const input = document.querySelector("[data-search]");
const list = document.querySelector("[data-suggestions]");
let latest = 0;

function render(found) {
  list.replaceChildren(
    ...found.map((item, index) => {
      const option = element("li", item.name, { role: "option", id: `${list.id}-${index}` });
      option.addEventListener("mousedown", (event) => event.preventDefault());
      option.addEventListener("click", () => location.assign(item.href));
      return option;
    }),
  );
  list.hidden = found.length === 0;
  input.setAttribute("aria-expanded", String(!list.hidden));
}

function move(step) {
  const options = [...list.children];
  if (list.hidden || options.length === 0) return;
  const now = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  options[now]?.removeAttribute("aria-selected");
  const next = options[(now + step + options.length) % options.length];
  next.setAttribute("aria-selected", "true");
  input.setAttribute("aria-activedescendant", next.id);
}

function close() {
  list.hidden = true;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

input.addEventListener("input", async () => {
  const turn = ++latest;
  const query = new URLSearchParams({ [config.fields.q]: input.value });
  const answer = await fetch(`${address("api_suggest")}?${query}`);
  const found = answer.ok ? await answer.json() : [];
  if (turn === latest) render(found);
});

input.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown") move(1);
  if (event.key === "ArrowUp") move(-1);
  if (event.key === "Escape") close();
  const chosen = list.querySelector("[aria-selected=true]");
  if (event.key === "Enter" && chosen && !list.hidden) {
    event.preventDefault();
    chosen.click();
  }
});

input.addEventListener("blur", close);
