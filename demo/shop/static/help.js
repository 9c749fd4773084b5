// The help widget in its frame: a search over the answers, and answers that unfold.
const config = JSON.parse(document.querySelector("script[data-config]").textContent);
const form = document.querySelector("[data-help]");
const list = document.querySelector("[data-answers]");
const count = document.querySelector("[data-count]");

function row(found, index) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  const answer = document.createElement("p");
  button.type = "button";
  button.textContent = found.q;
  answer.textContent = found.a;
  answer.id = `a${index}`;
  answer.hidden = true;
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-controls", answer.id);
  button.addEventListener("click", () => {
    answer.hidden = !answer.hidden;
    button.setAttribute("aria-expanded", String(!answer.hidden));
  });
  item.append(button, answer);
  return item;
}

function show(found) {
  list.replaceChildren(...found.map(row));
  count.textContent = found.length ? config.found.replace("{count}", found.length) : config.none;
}

async function search(text) {
  const answer = await fetch(`${config.url}?${new URLSearchParams({ [config.field]: text })}`);
  show(await answer.json());
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  search(form.querySelector("input").value);
});
