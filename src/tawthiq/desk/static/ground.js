// The map beneath: borders, rivers and roads from this package, names of places from the gazetteer, tiles only if asked for.
import * as L from "/static/leaflet/leaflet-src.esm.js";

export { L };

// Where a page begins, so that what is told at its end covers no control.
const CORNER = document.documentElement.dir === "rtl" ? "topright" : "topleft";
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// A map in an element, whose data attributes say its words and what it shows at first.
export function makeMap(element) {
  const said = element.dataset;
  const map = L.map(element, {
    attributionControl: false, zoomControl: false, maxZoom: 17, minZoom: 3, worldCopyJump: false,
    preferCanvas: true, zoomSnap: 1, maxBounds: [[-85, -200], [85, 200]],
  });
  L.control.zoom({ zoomInTitle: said.in, zoomOutTitle: said.out, position: CORNER }).addTo(map);
  lookAtFirst(map, said.extent);
  addAllButton(map, said.all, said.extent);
  map.createPane("ground").style.zIndex = 250;
  map.createPane("names").style.zIndex = 450;
  if (said.tiles) L.tileLayer(said.tiles, { maxZoom: 17 }).addTo(map);
  else drawGround(map);
  const named = L.layerGroup().addTo(map);
  const name = () => drawNames(map, named, said.language);
  map.on("moveend", name);
  name();
  return map;
}

// Where the address says, or where all is.
function lookAtFirst(map, extent) {
  const [lat, lon, zoom] = (new URL(location).searchParams.get("at") ?? "").split(",").map(Number);
  if (zoom >= 0 && Math.abs(lat) <= 85) map.setView([lat, lon], Math.min(zoom, 17));
  else showAll(map, extent);
}

function showAll(map, extent) {
  const [south, west, north, east] = extent ? extent.split(",").map(Number) : [12, 25, 38, 50];
  map.fitBounds([[south, west], [north, east]], { padding: [30, 30], maxZoom: 11, animate: false });
}

function addAllButton(map, label, extent) {
  const control = L.control({ position: CORNER });
  control.onAdd = () => {
    const bar = L.DomUtil.create("div", "leaflet-bar");
    const button = bar.appendChild(document.createElement("button"));
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", () => showAll(map, map.getContainer().dataset.extent));
    L.DomEvent.disableClickPropagation(bar);
    return bar;
  };
  control.addTo(map);
}

async function drawGround(map) {
  const base = await (await fetch("/static/base_map.json")).json();
  const renderer = L.canvas({ pane: "ground", padding: 0.3 });
  const style = { renderer, pane: "ground", interactive: false, smoothFactor: 1.5 };
  const turned = (line) => line.map(([lon, lat]) => [lat, lon]);
  const draw = (lines, more) => L.polyline(lines.map(turned), { ...style, ...more }).addTo(map);
  draw(base.roads.map((road) => road.line), { color: colour("--road"), weight: 2 });
  draw(base.rivers, { color: colour("--river"), weight: 2 });
  draw(base.named_rivers.map((river) => river.line), { color: colour("--river"), weight: 2.5 });
  draw(base.borders, { color: colour("--border"), weight: 1.2 });
}

async function drawNames(map, layer, language) {
  const zoom = map.getZoom();
  const asked = new URLSearchParams({ view: viewOf(map, 0.1), zoom, lang: language });
  const answer = await fetch(`/api/1/map/names?${asked}`);
  if (!answer.ok || map.getZoom() !== zoom) return;
  const found = await answer.json();
  layer.clearLayers();
  for (const { name, kind, lat, lon } of found) layer.addLayer(nameMark(name, kind, [lat, lon], language));
}

function nameMark(name, kind, point, language) {
  const html = document.createElement("span");
  html.textContent = name;
  html.lang = language;
  html.dir = "auto";
  const dotted = kind === "country" || kind === "sea" ? "" : "dotted";
  const icon = L.divIcon({ className: `place-name ${kind} ${dotted}`, html, iconSize: [0, 0] });
  return L.marker(point, { icon, pane: "names", interactive: false, keyboard: false });
}

// What is in view and some more at its edges, as south,west,north,east.
export function viewOf(map, more) {
  const box = map.getBounds().pad(more);
  const sides = [Math.max(box.getSouth(), -90), Math.max(box.getWest(), -540), Math.min(box.getNorth(), 90), Math.min(box.getEast(), 540)];
  return sides.map((side) => side.toFixed(5)).join(",");
}

// The address says where the map looks; links and forms that narrow further keep it.
export function keepView(map) {
  const { lat, lng } = map.getCenter();
  const at = `${lat.toFixed(4)},${lng.toFixed(4)},${map.getZoom()}`;
  const here = new URL(location);
  here.searchParams.set("at", at);
  history.replaceState(history.state, "", here);
  for (const link of document.querySelectorAll(".narrow a, .chosen a, a.language, a.keeps-view")) {
    const to = new URL(link.href);
    to.searchParams.set("at", at);
    link.href = to;
  }
  for (const form of document.querySelectorAll(".narrow form, form.keeps-view")) {
    const field = form.elements.at ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: "at" }));
    field.value = at;
  }
}
