// The table of products: pages, a filter, a dialog to edit or create, a dialog to confirm a deletion.
import { address, config, element, send, toast } from "/static/site.js";

const body = document.querySelector("[data-rows]");
const pageText = document.querySelector("[data-page]");
const [back, forth] = document.querySelectorAll("[data-turn]");
const filter = document.querySelector("[data-filter]");
const editor = document.querySelector("[data-editor]");
const form = editor.querySelector("form");
const problem = editor.querySelector("[role=alert]");
const confirmBox = document.querySelector("[data-confirm]");
const state = { page: 1, pages: 1 };
let rows = [];
let onSubmit = async () => {};
let onConfirm = async () => {};

async function load(page) {
  const query = { [config.fields.page]: page, [config.fields.q]: filter.value };
  const answer = await fetch(`${address("api_admin_products")}?${new URLSearchParams(query)}`);
  const found = await answer.json();
  Object.assign(state, { page: found.page, pages: found.pages });
  rows = found.rows;
  render(found.total);
}

function render(total) {
  body.replaceChildren(...rows.map(renderRow));
  const parts = { page: state.page, pages: state.pages, total };
  pageText.textContent = config.words.page_of.replace(/\{(\w+)\}/g, (_, name) => parts[name]);
  back.disabled = state.page <= 1;
  forth.disabled = state.page >= state.pages;
}

function renderRow(row) {
  const line = element("tr");
  line.append(element("td", String(row.id), { class: "number" }), element("th", row.name, { scope: "row" }));
  line.append(element("td", row.category), element("td", row.shown, { class: "number" }));
  line.append(element("td", String(row.stock), { class: "number" }));
  const edit = element("button", config.words.edit, { type: "button", class: "quiet" });
  edit.setAttribute("aria-label", config.words.edit_row.replace("{name}", row.name));
  edit.addEventListener("click", () => openEditor(row));
  const remove = element("button", "✕", { type: "button", class: "quiet icon" });
  remove.setAttribute("aria-label", config.words.delete_row.replace("{name}", row.name));
  remove.addEventListener("click", () => openConfirm(row));
  const actions = element("td", "", { class: "actions" });
  actions.append(edit, remove);
  line.append(actions);
  return line;
}

function field(name) {
  return form.elements.namedItem(config.fields[name]);
}

function openEditor(row) {
  editor.querySelector("h2").textContent = row ? config.words.edit_title : config.words.create_title;
  field("name").value = row?.name ?? "";
  form.querySelector("[data-price]").value = row?.price ?? "";
  form.querySelector("[data-stock]").value = row?.stock ?? "1";
  form.querySelector("[data-category]").hidden = Boolean(row);
  problem.textContent = "";
  onSubmit = (values) => (row ? save(row.id, values) : create(values));
  editor.showModal();
}

function openConfirm(row) {
  confirmBox.querySelector("p").textContent = config.words.confirm_delete.replace("{name}", row.name);
  onConfirm = () => remove(row.id);
  confirmBox.showModal();
}

async function done(answer, page) {
  const found = await answer.json();
  if (!answer.ok) {
    problem.textContent = found.error;
    return;
  }
  editor.close();
  toast(found.message);
  await load(page);
}

async function save(id, values) {
  await done(await send("PUT", address("api_admin_product", { product_id: id }), values), state.page);
}

async function create(values) {
  const answer = await send("POST", address("api_admin_products"), values);
  if (answer.ok) filter.value = "";
  await done(answer, 9999);
}

async function remove(id) {
  confirmBox.close();
  await done(await send("DELETE", address("api_admin_product", { product_id: id })), state.page);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  onSubmit({
    name: field("name").value,
    price: form.querySelector("[data-price]").value,
    stock: form.querySelector("[data-stock]").value,
    category: field("category").value,
  });
});
confirmBox.querySelector("[data-yes]").addEventListener("click", () => onConfirm());
for (const button of document.querySelectorAll("[data-close]")) {
  button.addEventListener("click", () => button.closest("dialog").close());
}
back.addEventListener("click", () => load(state.page - 1));
forth.addEventListener("click", () => load(state.page + 1));
filter.addEventListener("input", () => load(1));
document.querySelector("[data-new]").addEventListener("click", () => openEditor(null));
await load(1);
