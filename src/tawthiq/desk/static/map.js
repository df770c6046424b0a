// Events on the map: marks for what is in view, and a panel that tells what was picked.
import { L, keepView, makeMap, viewOf } from "/static/ground.js";
import { picture } from "/static/signs.js";
import { closePanel, openPanel } from "/static/picked.js";
import { middle, nearest, rove } from "/static/roving.js";
import { onPeriod } from "/static/timeline.js";

const NEAR = 9; // from this zoom on the uncertainty of a place is shown without asking
const element = document.getElementById("map");
const map = makeMap(element);
const marks = L.layerGroup().addTo(map);
const rings = L.layerGroup().addTo(map);
const failed = document.getElementById("failed");
const families = new Map([...document.querySelectorAll(".legend svg[data-family]")].map((sign) => [sign.dataset.family, sign.parentElement.textContent.trim()]));
let asked = 0;

async function draw() {
  const number = ++asked;
  const query = narrowed();
  query.set("view", viewOf(map, 0.25));
  query.set("zoom", map.getZoom());
  const answer = await fetch(`/api/1/map?${query}`).catch(() => null);
  if (number !== asked) return;
  failed.hidden = Boolean(answer?.ok);
  if (!answer?.ok) return;
  const found = await answer.json();
  if (number !== asked) return;
  const focused = document.activeElement.closest(".mark");
  const place = focused && middle(focused);
  marks.clearLayers();
  rings.clearLayers();
  const picks = new Map(found.marks.map(addMark));
  const buttons = [...picks.keys()];
  rove(buttons, (button) => picks.get(button)());
  if (place) nearest(buttons, place)?.focus({ preventScroll: true });
  element.dataset.count = found.count;
}

// The filter of the address, without what only the page needs.
function narrowed() {
  const query = new URL(location).searchParams;
  for (const name of ["at", "lang"]) query.delete(name);
  return query;
}

// Draw a mark; its button, and what picking it does.
function addMark(mark) {
  const html = picture(mark);
  const side = Number(html.getAttribute("width"));
  const icon = L.divIcon({ className: "mark", html, iconSize: [side, side] });
  const layer = L.marker([mark.lat, mark.lon], { icon, riseOnHover: true, zIndexOffset: -mark.killed }).addTo(marks);
  const button = layer.getElement();
  button.setAttribute("aria-label", labelOf(mark));
  button.title = labelOf(mark);
  const circle = mark.radius > 0 ? uncertainty(mark) : null;
  const stays = circle && mark.count === 1 && map.getZoom() >= NEAR && fits(mark);
  if (stays) circle.addTo(rings);
  for (const [seen, unseen] of [["mouseenter", "mouseleave"], ["focus", "blur"]]) {
    button.addEventListener(seen, () => circle?.addTo(rings).setStyle({ fillOpacity: 0.12 }));
    button.addEventListener(unseen, () => (stays ? circle.setStyle({ fillOpacity: 0 }) : circle?.remove()));
  }
  const picked = () => pick(mark, button);
  layer.on("click", picked);
  return [button, picked];
}

// Whether a ring can be seen whole; others are shown only where asked for.
function fits({ lat, radius }) {
  const metresPerPixel = (40075016 * Math.cos((lat * Math.PI) / 180)) / 256 / 2 ** map.getZoom();
  const { x, y } = map.getSize();
  return (2 * radius * 1000) / metresPerPixel < Math.min(x, y);
}

function uncertainty({ lat, lon, radius }) {
  const color = getComputedStyle(document.documentElement).getPropertyValue("--accent").trim();
  return L.circle([lat, lon], { radius: radius * 1000, color, weight: 1.2, dashArray: "5 5", fillOpacity: 0, interactive: false });
}

// What a mark stands for in words: how many events and dead, and how many of each family.
function labelOf({ count, killed, families: own }) {
  const written = (number) => new Intl.NumberFormat("en").format(number);
  const said = [element.dataset.events.replace("{count}", written(count))];
  if (killed) said.push(element.dataset.killed.replace("{count}", written(killed)));
  for (const [family, name] of families) if (own[family]) said.push(`${name} ${written(own[family])}`);
  return said.join(element.dataset.comma);
}

// Several events that lie apart come nearer; one event, or several at one point, are told.
function pick(mark, button) {
  const [south, west, north, east] = mark.box;
  const apart = Math.max(north - south, east - west) > 0.004;
  if (mark.count > 30 && apart && map.getZoom() < map.getMaxZoom()) {
    closePanel();
    map.fitBounds([[south, west], [north, east]], { padding: [40, 40], maxZoom: map.getZoom() + 4 });
    return;
  }
  const query = narrowed();
  query.set("box", mark.box.join(","));
  const closer = apart ? () => map.fitBounds([[south, west], [north, east]], { padding: [40, 40] }) : null;
  openPanel(query, element.dataset.language, closer, button);
}

map.on("moveend", () => {
  keepView(map);
  draw();
});
onPeriod(draw);
keepView(map);
draw();
