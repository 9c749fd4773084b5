import L from "leaflet";
import Quill from "quill";
import pin from "leaflet/dist/images/marker-icon.png";
import shade from "leaflet/dist/images/marker-shadow.png";
import "leaflet/dist/leaflet.css";
import "quill/dist/quill.snow.css";

const $ = (id) => document.getElementById(id);
const make = (name, parent, text = "") => {
  const element = document.createElement(name);
  element.textContent = text;
  parent.append(element);
  return element;
};

/* The text: Quill with a toolbar of its own, and a handle below that sets its height. */
const editor = new Quill("#editor", { theme: "snow", modules: { toolbar: "#toolbar" } });
const count = () => ($("words").textContent = `${editor.getText().trim().split(/\s+/).length} words`);
editor.on("text-change", count);
count();

$("split").addEventListener("pointerdown", (down) => {
  const height = $("editor").offsetHeight;
  const move = (event) => ($("editor").style.height = `${height + event.clientY - down.clientY}px`);
  $("split").setPointerCapture(down.pointerId);
  $("split").addEventListener("pointermove", move);
  $("split").addEventListener("pointerup", () => $("split").removeEventListener("pointermove", move), { once: true });
});

$("title").addEventListener("input", () => ($("save").disabled = !$("title").value));
$("save").addEventListener("click", () => ($("save").textContent = "Saved"));
$("clear").addEventListener("click", () => editor.setText(""));

delete L.Icon.Default.prototype._getIconUrl;
L.Icon.Default.mergeOptions({ iconUrl: pin, iconRetinaUrl: pin, shadowUrl: shade });

/* The map: no tiles, only what is drawn: an area, three numbered pins and one that is dragged. */
const SITES = [
  ["North gate", 51.51, -0.12],
  ["Spillway", 51.505, -0.09],
  ["Pump house", 51.497, -0.105],
];
const map = L.map("map", { zoomAnimation: false, fadeAnimation: false }).setView([51.504, -0.105], 13);
map.attributionControl.setPrefix(false);
const water = L.polygon([[51.513, -0.13], [51.513, -0.1], [51.5, -0.095], [51.499, -0.125]], { color: "#2c6da4" });
water.bindTooltip("Reservoir").addTo(map);
const fence = L.polyline([[51.495, -0.13], [51.494, -0.08]], { color: "#777", interactive: false }).addTo(map);
const pins = SITES.map(([name, north, east], at) => {
  const icon = L.divIcon({ className: "pin", iconSize: [24, 24], html: String(at + 1) });
  const body = `<b>${name}</b><br><button type="button" class="visit">Visited</button> <a href="#site-${at + 1}">Details</a>`;
  return L.marker([north, east], { icon, title: name }).bindPopup(body, { autoPan: false }).addTo(map);
});
L.marker([51.508, -0.075], { draggable: true, alt: "Boat" }).addTo(map).on("dragend", (event) => ($("words").textContent = `Boat at ${event.target.getLatLng()}`));
L.circleMarker([51.499, -0.08], { radius: 10, color: "#7a3b8f" }).on("click", (event) => event.target.setStyle({ fillOpacity: 0.9 })).addTo(map);
L.control.layers({}, { Water: water, Fence: fence }).addTo(map);
L.control.scale({ imperial: false }).addTo(map);
map.on("popupopen", ({ popup }) => {
  const button = popup.getElement().querySelector(".visit");
  button.onclick = () => (button.disabled = true);
});

SITES.forEach(([name], at) => {
  const item = make("li", $("sites"), name);
  item.addEventListener("click", () => {
    for (const other of $("sites").children) other.classList.toggle("on", other === item);
    pins[at].openPopup();
  });
});

/* What is around: tags that can be removed, a rating of stars, a slider. */
for (const tag of ["water", "dam", "urgent"]) {
  const chip = make("span", $("chips"), tag);
  chip.className = "chip";
  chip.insertAdjacentHTML("beforeend", '<svg viewBox="0 0 10 10"><path d="M1 1l8 8M9 1l-8 8" stroke="#444" stroke-width="2"/></svg>');
  chip.querySelector("svg").addEventListener("click", () => chip.remove());
}
const added = make("input", $("chips"));
added.placeholder = "Add a tag";

const stars = [1, 2, 3, 4, 5].map(() => make("span", $("stars"), "★"));
const rate = (value) => stars.forEach((star, at) => star.classList.toggle("on", at < value));
$("stars").addEventListener("click", (event) => rate(stars.indexOf(event.target) + 1));
rate(3);

$("risk").addEventListener("input", () => ($("risk-value").textContent = $("risk").value));
