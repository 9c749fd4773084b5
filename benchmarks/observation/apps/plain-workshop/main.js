import Sortable from "./sortable.esm.js";
import { chart, signaturePad } from "./widgets.js";

const $ = (css) => document.querySelector(css);
const say = (text) => ($("#status").textContent = text);

for (const lane of document.querySelectorAll(".lane .cards")) {
  new Sortable(lane, { group: "jobs", animation: 0, filter: ".locked", onEnd: () => say("moved") });
}
new Sortable($("#tools"), { handle: ".grip", animation: 0, onEnd: () => say("sorted") });
signaturePad($("#sign"), say);
chart($("#chart"));

// One listener each for a table and a list: what counts is what it looks for.
$("#jobs").addEventListener("click", (event) => {
  const head = event.target.closest("th[data-sort]");
  if (head) {
    const body = $("#jobs tbody");
    const i = head.cellIndex;
    [...body.rows].sort((a, b) => a.cells[i].textContent.localeCompare(b.cells[i].textContent)).forEach((r) => body.append(r));
    return say(`by ${head.textContent}`);
  }
  const bin = event.target.closest(".bin");
  const row = event.target.closest("tbody tr");
  if (bin) return row.remove();
  if (!row) return;
  for (const r of row.parentElement.rows) r.setAttribute("aria-selected", r === row);
  say(row.cells[0].textContent);
});
$("#jobs").addEventListener("contextmenu", (event) => {
  if (!event.target.closest("tbody tr")) return;
  event.preventDefault();
  Object.assign($("#ctx").style, { display: "block", left: `${event.clientX}px`, top: `${event.clientY}px` });
});
$("#ctx").addEventListener("click", (event) => {
  const item = event.target.closest("li");
  if (item?.ariaDisabled !== "true") ($("#ctx").style.display = "none"), say(item.textContent);
});
$("#visits").addEventListener("click", (event) => {
  const act = event.target.closest(".acts button");
  if (act) say(`${act.title} ${act.closest("li").dataset.name}`);
});
for (const el of document.querySelectorAll("[data-say]")) el.addEventListener("click", () => say(el.dataset.say));
$("#new-job").addEventListener("click", () => $("#job").showModal());
$("#palette").addEventListener("click", (event) => event.target.dataset.colour && say(event.target.dataset.colour));
$("#drop").addEventListener("click", () => $("#file").click());
$("#drop").addEventListener("dragover", (event) => (event.preventDefault(), $("#drop").classList.add("over")));
$("#drop").addEventListener("drop", (event) => (event.preventDefault(), say("dropped")));
$("#divider").addEventListener("pointerdown", (event) => {
  const note = $("#note");
  const start = event.clientY - note.offsetHeight;
  $("#divider").setPointerCapture(event.pointerId);
  $("#divider").onpointermove = (move) => (note.style.height = `${move.clientY - start}px`);
  $("#divider").onpointerup = () => ($("#divider").onpointermove = null);
});
$("#bold").addEventListener("mousedown", (event) => (event.preventDefault(), document.execCommand("bold")));
$("#title").addEventListener("dblclick", () => ($("#title").contentEditable = "plaintext-only"));
$("#lamp").addEventListener("keydown", (event) => event.key === " " && $("#lamp").click());
$("#lamp").addEventListener("click", () => $("#lamp").setAttribute("aria-checked", $("#lamp").getAttribute("aria-checked") !== "true"));
