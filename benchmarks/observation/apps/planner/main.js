import { AllCommunityModule, createGrid, ModuleRegistry } from "ag-grid-community";
import { Calendar } from "@fullcalendar/core";
import dayGrid from "@fullcalendar/daygrid";
import timeGrid from "@fullcalendar/timegrid";
import interaction, { Draggable } from "@fullcalendar/interaction";

ModuleRegistry.registerModules([AllCommunityModule]);

const $ = (id) => document.getElementById(id);
const say = (text) => ($("status").textContent = text);
const COLOURS = ["#3a6ea5", "#2f855a", "#b7791f", "#9b2c2c"];

/* The crew: a grid with sorting, filters, resizing, editing, selection and pages. */
const NAMES = ["Ada", "Ben", "Chloe", "Dev", "Elif", "Finn", "Grete", "Hugo", "Ines", "Jonas", "Kira", "Liam"];
const SKILLS = ["Roofing", "Wiring", "Plumbing"];
const rows = NAMES.map((name, at) => ({
  name,
  skill: SKILLS[at % 3],
  hours: 20 + ((at * 7) % 21),
  active: at % 4 !== 3,
}));

const grid = createGrid($("grid"), {
  rowData: rows,
  columnDefs: [
    { field: "name", filter: "agTextColumnFilter", width: 220 },
    { field: "skill", editable: true, filter: "agTextColumnFilter", cellEditor: "agSelectCellEditor", cellEditorParams: { values: SKILLS } },
    { field: "hours", editable: true, filter: "agNumberColumnFilter", floatingFilter: true, width: 180 },
    { field: "active", editable: true, width: 120 },
    { headerName: "", width: 110, sortable: false, resizable: false, suppressMovable: true, cellRenderer: callButton },
  ],
  defaultColDef: { sortable: true, resizable: true },
  rowSelection: { mode: "multiRow" },
  pagination: true,
  paginationPageSize: 5,
  paginationPageSizeSelector: [5, 10],
  animateRows: false,
  onSelectionChanged: () => ($("remove").disabled = grid.getSelectedRows().length === 0),
  onModelUpdated: (event) => ($("count").textContent = event.api.getDisplayedRowCount()),
  onCellValueChanged: (event) => say(`${event.data.name}: ${event.colDef.field} is ${event.newValue}`),
});

function callButton(cell) {
  const button = document.createElement("button");
  button.textContent = "Call";
  button.title = `Call ${cell.data.name}`;
  button.disabled = !cell.data.active;
  button.onclick = () => say(`Calling ${cell.data.name}`);
  return button;
}

$("quick").oninput = () => grid.setGridOption("quickFilterText", $("quick").value);
$("add").onclick = () => grid.applyTransaction({ add: [{ name: "New", skill: SKILLS[0], hours: 0, active: true }] });
$("remove").onclick = () => grid.applyTransaction({ remove: grid.getSelectedRows() });

/* The calendar: jobs that are dragged, resized and opened in a dialog; cards that are dragged in. */
let open = null;
const calendar = new Calendar($("calendar"), {
  plugins: [dayGrid, timeGrid, interaction],
  initialView: "dayGridMonth",
  initialDate: "2024-05-15",
  now: "2024-05-15T08:00:00",
  height: 600,
  editable: true,
  droppable: true,
  dayMaxEvents: 2,
  navLinks: true,
  fixedWeekCount: false,
  headerToolbar: { left: "prev,next today", center: "title", right: "dayGridMonth,timeGridWeek" },
  events: [
    { id: "1", title: "Roof of the school", start: "2024-05-06", end: "2024-05-09", color: COLOURS[0] },
    { id: "2", title: "Meter check", start: "2024-05-14T09:00", end: "2024-05-14T11:00", color: COLOURS[1] },
    { id: "3", title: "Boiler", start: "2024-05-14T12:00", end: "2024-05-14T14:00", color: COLOURS[2] },
    { id: "4", title: "Pipes", start: "2024-05-14T15:00", end: "2024-05-14T16:30", color: COLOURS[3] },
    { id: "5", title: "Inspection", start: "2024-05-16T10:00", end: "2024-05-16T12:00", color: COLOURS[0] },
  ],
  eventClick: ({ event }) => edit(event),
  eventDrop: ({ event }) => say(`${event.title} moved to ${event.startStr}`),
  eventResize: ({ event }) => say(`${event.title} ends ${event.endStr}`),
});

for (const title of ["Gutter", "Fuse box"]) {
  const card = document.createElement("div");
  card.className = "card";
  card.textContent = title;
  $("backlog").append(card);
}
new Draggable($("backlog"), { itemSelector: ".card", eventData: (card) => ({ title: card.textContent }) });

for (const colour of COLOURS) {
  const swatch = document.createElement("i");
  swatch.style.background = colour;
  swatch.dataset.colour = colour;
  swatch.onclick = () => choose(colour);
  $("swatches").append(swatch);
}

function choose(colour) {
  for (const swatch of $("swatches").children) swatch.classList.toggle("on", swatch.dataset.colour === colour);
}

function edit(event) {
  open = event;
  const form = $("event").querySelector("form");
  form.elements.title.value = event.title;
  form.elements.start.value = event.allDay ? `${event.startStr}T00:00` : event.startStr.slice(0, 16);
  form.elements.allDay.checked = event.allDay;
  choose(event.backgroundColor);
  $("event").showModal();
}

$("event").onclose = () => {
  const form = $("event").querySelector("form");
  if ($("event").returnValue === "delete") open.remove();
  if ($("event").returnValue === "save") {
    open.setProp("title", form.elements.title.value);
    open.setProp("color", $("swatches").querySelector(".on")?.dataset.colour ?? COLOURS[0]);
  }
};

function show(name) {
  document.body.classList.toggle("calendar", name === "calendar");
  for (const tab of ["crew", "calendar"]) $(`tab-${tab}`).classList.toggle("on", tab === name);
  if (name === "calendar") calendar.render();
}
$("tab-crew").onclick = () => show("crew");
$("tab-calendar").onclick = () => show("calendar");
