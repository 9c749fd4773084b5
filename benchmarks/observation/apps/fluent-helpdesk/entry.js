import { polyfill } from "@microsoft/focusgroup-polyfill";
import { setTheme } from "@fluentui/web-components";
import "@fluentui/web-components/web-components.js";
import { webLightTheme } from "@fluentui/tokens";

setTheme(webLightTheme);
polyfill();

const tickets = [
  { id: 4101, subject: "Invoice shows the wrong address", from: "Lena Fischer", due: "2024-03-04", group: "open" },
  { id: 4102, subject: "Cannot reset my password", from: "Omar Haddad", due: "2024-03-01", group: "open" },
  { id: 4103, subject: "Delivery is late again", from: "Marta Silva", due: "2024-03-09", group: "open" },
  { id: 4104, subject: "Please cancel order 7781", from: "Jon Berg", due: "2024-03-02", group: "open" },
  { id: 4090, subject: "Thank you for the help", from: "Ines Roy", due: "2024-02-11", group: "closed" },
];
let group = "open";
let order = { key: "id", up: true };
let selected = 4102;

const $ = (css) => document.querySelector(css);
const log = (text) => ($("#log").textContent = text);

function rows() {
  const list = tickets.filter((t) => t.group === group);
  list.sort((a, b) => (a[order.key] > b[order.key] ? 1 : -1) * (order.up ? 1 : -1));
  $("tbody").innerHTML = list
    .map(
      (t) => `<tr data-id="${t.id}" aria-selected="${t.id === selected}">
  <td><fluent-checkbox aria-label="Mark ticket ${t.id}"></fluent-checkbox></td>
  <td>${t.id}</td><td>${t.subject}</td><td>${t.from}</td><td>${t.due}</td>
  <td><fluent-menu>
    <fluent-menu-button slot="trigger" appearance="subtle" icon-only size="small" aria-label="More for ticket ${t.id}">⋯</fluent-menu-button>
    <fluent-menu-list>
      <fluent-menu-item data-do="reply">Reply</fluent-menu-item>
      <fluent-menu-item data-do="close">Close ticket</fluent-menu-item>
      <fluent-menu-item data-do="spam" disabled>Report as spam</fluent-menu-item>
      <fluent-divider role="separator"></fluent-divider>
      <fluent-menu-item role="menuitemcheckbox" data-do="pin">Pin to top</fluent-menu-item>
    </fluent-menu-list>
  </fluent-menu></td></tr>`,
    )
    .join("");
  for (const th of document.querySelectorAll("th[data-key]")) {
    th.setAttribute("aria-sort", th.dataset.key !== order.key ? "none" : order.up ? "ascending" : "descending");
  }
}

function show() {
  const t = tickets.find((x) => x.id === selected);
  $("#detail-title").textContent = `Ticket ${t.id}`;
  $("#detail-text").textContent = `${t.subject} (from ${t.from})`;
}

$("tbody").addEventListener("click", (event) => {
  const row = event.target.closest("tr");
  const item = event.target.closest("[data-do]");
  if (item) return log(`${item.dataset.do} ${row.dataset.id}`);
  if (event.target.closest("fluent-menu, fluent-checkbox")) return;
  selected = Number(row.dataset.id);
  for (const tr of document.querySelectorAll("tbody tr")) tr.setAttribute("aria-selected", tr === row);
  show();
});
$("tbody").addEventListener("change", () => {
  const n = [...document.querySelectorAll("tbody fluent-checkbox")].filter((c) => c.checked).length;
  $("#merge").disabled = n < 2;
  log(`${n} marked`);
});
for (const th of document.querySelectorAll("th[data-key]")) {
  th.addEventListener("click", () => {
    order = { key: th.dataset.key, up: order.key === th.dataset.key ? !order.up : true };
    rows();
  });
}
$("fluent-tablist").addEventListener("change", (event) => {
  const tab = event.target.activeid;
  if (tab) (group = tab), rows();
});
$("fluent-tree").addEventListener("click", (event) => {
  const item = event.target.closest("fluent-tree-item");
  if (item) log(`Folder ${item.dataset.name}`);
});
for (const item of document.querySelectorAll("#actions fluent-menu-item:not([data-parent])")) {
  item.addEventListener("click", () => log(item.textContent.trim()));
}
for (const button of document.querySelectorAll("[data-say]")) {
  button.addEventListener("click", () => log(button.dataset.say));
}
$("#new").addEventListener("click", () => $("#new-dialog").show());
$("#new-cancel").addEventListener("click", () => $("#new-dialog").hide());
$("#new-create").addEventListener("click", () => {
  $("#new-dialog").hide();
  log("Ticket created");
});
$("#settings").addEventListener("click", () => $("#settings-drawer").show());
$("#settings-save").addEventListener("click", () => $("#settings-drawer").hide());
$("#dismiss").addEventListener("click", () => $("fluent-message-bar").remove());
for (const cross of document.querySelectorAll(".tag fluent-button")) {
  cross.addEventListener("click", () => cross.parentElement.remove());
}
for (const name of ["#assignee", "#hours", "#urgent", "fluent-radio-group"]) {
  $(name).addEventListener("change", () => log(`${name} changed`));
}
rows();
show();
