import "@awesome.me/webawesome/dist/styles/webawesome.css";
import "./style.css";
import { registerIconLibrary } from "@awesome.me/webawesome/dist/webawesome.js";
import "@awesome.me/webawesome/dist/components/button/button.js";
import "@awesome.me/webawesome/dist/components/breadcrumb/breadcrumb.js";
import "@awesome.me/webawesome/dist/components/breadcrumb-item/breadcrumb-item.js";
import "@awesome.me/webawesome/dist/components/callout/callout.js";
import "@awesome.me/webawesome/dist/components/checkbox/checkbox.js";
import "@awesome.me/webawesome/dist/components/color-picker/color-picker.js";
import "@awesome.me/webawesome/dist/components/copy-button/copy-button.js";
import "@awesome.me/webawesome/dist/components/details/details.js";
import "@awesome.me/webawesome/dist/components/dialog/dialog.js";
import "@awesome.me/webawesome/dist/components/divider/divider.js";
import "@awesome.me/webawesome/dist/components/drawer/drawer.js";
import "@awesome.me/webawesome/dist/components/dropdown/dropdown.js";
import "@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js";
import "@awesome.me/webawesome/dist/components/icon/icon.js";
import "@awesome.me/webawesome/dist/components/input/input.js";
import "@awesome.me/webawesome/dist/components/number-input/number-input.js";
import "@awesome.me/webawesome/dist/components/option/option.js";
import "@awesome.me/webawesome/dist/components/radio/radio.js";
import "@awesome.me/webawesome/dist/components/radio-group/radio-group.js";
import "@awesome.me/webawesome/dist/components/rating/rating.js";
import "@awesome.me/webawesome/dist/components/select/select.js";
import "@awesome.me/webawesome/dist/components/slider/slider.js";
import "@awesome.me/webawesome/dist/components/split-panel/split-panel.js";
import "@awesome.me/webawesome/dist/components/switch/switch.js";
import "@awesome.me/webawesome/dist/components/tab/tab.js";
import "@awesome.me/webawesome/dist/components/tab-group/tab-group.js";
import "@awesome.me/webawesome/dist/components/tab-panel/tab-panel.js";
import "@awesome.me/webawesome/dist/components/tag/tag.js";
import "@awesome.me/webawesome/dist/components/textarea/textarea.js";
import "@awesome.me/webawesome/dist/components/tree/tree.js";
import "@awesome.me/webawesome/dist/components/tree-item/tree-item.js";

const shapes = {
  bell: "M8 1a4 4 0 0 0-4 4v4l-2 3h12l-2-3V5a4 4 0 0 0-4-4zM6 13a2 2 0 0 0 4 0z",
  gear: "M7 1h2l.5 2 2 1 2-.6 1 1.8L13 7v2l1.500 1.800-1 1.800-2-.6-2 1L9 15H7l-.5-2-2-1-2 .6-1-1.800L3 9V7L1.500 5.200l1-1.800 2 .6 2-1z",
  dots: "M3 6.500a1.500 1.500 0 1 1 0 3 1.500 1.500 0 0 1 0-3zm5 0a1.500 1.500 0 1 1 0 3 1.500 1.500 0 0 1 0-3zm5 0a1.500 1.500 0 1 1 0 3 1.500 1.500 0 0 1 0-3z",
  user: "M8 2a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM2 15a6 6 0 0 1 12 0z",
  moon: "M6 2a6 6 0 1 0 8 8 5 5 0 0 1-8-8z",
  info: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm-1 6v5h2V7zm0-3v2h2V4z",
};
registerIconLibrary("default", {
  resolver: (name) => `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="currentColor"><path d="${shapes[name] ?? "M2 2h12v12H2z"}"/></svg>`)}`,
});

const status = document.querySelector("#status");
const say = (text) => { status.textContent = text; };
const on = (selector, event, act) => document.querySelectorAll(selector).forEach((node) => node.addEventListener(event, (fired) => act(node, fired)));
const open = (id) => () => { document.querySelector(id).open = true; };

on("#bell", "click", () => say("No news"));
on("#theme", "click", () => document.documentElement.classList.toggle("wa-dark"));
on("#flush", "click", () => say("Flushed"));
on("#hint", "click", () => say("Invitation settings"));
on("#trace", "change", () => say("Trace changed"));
on("#save", "click", () => say("Saved"));
on("#close-note", "click", (node) => node.closest("wa-callout").remove());
on("wa-tag", "wa-remove", (node) => { say(`${node.textContent} removed`); node.remove(); });
on("wa-dropdown", "wa-select", (_, fired) => say(`Chosen: ${fired.detail.item.textContent.trim()}`));
on("wa-tree", "wa-selection-change", (_, fired) => say(`Section: ${fired.detail.selection[0]?.dataset.name}`));
on("wa-input, wa-select, wa-slider, wa-switch, wa-rating, wa-number-input, wa-radio-group, wa-color-picker", "change", (node) => say(`${node.id || node.localName} changed`));
on("#revoke", "click", open("#sure"));
on("#invite", "click", open("#person"));
on("#sure [data-close]", "click", () => { document.querySelector("#sure").open = false; });
on("#typed", "input", (node) => { document.querySelector("#really").disabled = node.value !== "revoke"; });
on("#really", "click", () => { document.querySelector("#sure").open = false; say("Revoked"); });
on("#send", "click", () => { document.querySelector("#person").open = false; say("Invited"); });
on(".sort", "click", (node) => {
  const body = document.querySelector("#tokens tbody");
  const column = [...node.closest("tr").children].indexOf(node.closest("th"));
  [...body.rows].sort((a, b) => a.cells[column].innerText.localeCompare(b.cells[column].innerText)).forEach((row) => body.append(row));
  say(`Sorted by ${node.textContent}`);
});
on("#tokens tbody tr", "click", (row, fired) => {
  if (!fired.target.closest("wa-button, wa-copy-button, wa-dropdown, wa-tag, wa-checkbox")) say(`Token ${row.dataset.name}`);
});
