// Who held what on a day: the map has all places, the table beside it some at a time; moving the slider brings both of another day.
import { L, keepView, makeMap } from "/static/ground.js";
import { nearest, middle, rove } from "/static/roving.js";
import { paint, paintSwatches } from "/static/patterns.js";

const PARTS = ["#steps", "#legend", "#holdings", "a.language"];
const SIZE = { city: 12, town: 9, governorate: 14, district: 12 };
const sizeOf = (place) => SIZE[place.kind] ?? 7;
const slider = document.getElementById("slider");
const day = document.querySelector(".day-chosen [name=on]");
let days = [];
let places = [];
let asked = 0;

const element = document.getElementById("map");
if (element) start();

function start() {
  const map = makeMap(element);
  const renderer = L.svg({ padding: 0.3 });
  const circles = L.layerGroup().addTo(map);
  const draw = () => {
    const focused = document.activeElement.closest("#map path.place");
    const focus = focused && middle(focused);
    circles.clearLayers();
    const drawn = new Map(places.map((place) => [circleOf(place, map, renderer, circles), place.at]));
    rove([...drawn.keys()], (circle) => pointTo(drawn.get(circle), map));
    if (focus) nearest([...drawn.keys()], focus)?.focus({ preventScroll: true });
    element.dataset.count = circles.getLayers().length;
    paintSwatches(document);
  };
  map.on("zoomend", draw);
  map.on("moveend", () => keepView(map));
  keepView(map);
  paintSwatches(document);
  bringPlaces(element.dataset.day, asked).then(draw);
  fillSlider();
  slider.addEventListener("input", () => show(days[slider.value], map, draw));
  document.addEventListener("click", (event) => step(event, map, draw));
  addEventListener("popstate", () => location.reload());
}

// The places of a day, those that would cover others first: a part of a town lies upon the town.
async function bringPlaces(on, number) {
  const narrowed = new URLSearchParams(location.search);
  narrowed.set("on", on);
  const answer = await fetch(`/api/1/control/places?${narrowed}`);
  const found = answer.ok ? await answer.json() : [];
  if (number !== asked) return;
  places = found;
  places.sort((one, other) => sizeOf(other) - sizeOf(one));
}

// Draw the circle of a place; its element, which can be reached by keyboard.
function circleOf(place, map, renderer, layers) {
  const { at, lat, lon, styles, disputed, besieged, words } = place;
  const radius = sizeOf(place) + Math.max(map.getZoom() - 8, 0) * 1.5;
  const style = besieged ? "place besieged" : "place";
  const circle = L.circleMarker([lat, lon], {
    renderer, radius, className: style, fillColor: paint(styles, disputed), fillOpacity: 0.95, weight: besieged ? 4 : 1.5, color: "#fff",
  }).addTo(layers);
  circle.bindTooltip(() => told(words), { direction: "top", offset: [0, -radius] });
  circle.on("click", () => pointTo(at, map));
  const element = circle.getElement();
  element.setAttribute("role", "button");
  element.setAttribute("aria-label", words);
  element.addEventListener("focus", () => circle.openTooltip());
  element.addEventListener("blur", () => circle.closeTooltip());
  return element;
}

function told(words) {
  const made = document.createElement("span");
  made.textContent = words;
  made.dir = "auto";
  return made;
}

// Show the row of a place, on whatever page of the table it is.
async function pointTo(at, map) {
  const rowOf = () => document.querySelector(`#holdings tbody[data-at="${at}"]`);
  if (!rowOf()) await turn(Math.floor(at / element.dataset.onAPage) + 1, map);
  for (const other of document.querySelectorAll("#holdings .pointed")) other.classList.remove("pointed");
  const row = rowOf();
  row?.classList.add("pointed");
  row?.scrollIntoView({ block: "nearest" });
  row?.querySelector("a")?.focus({ preventScroll: true });
}

// Bring another page of the table.
async function turn(page, map) {
  const here = new URL(location);
  here.searchParams.set("page", page);
  history.replaceState(null, "", here);
  await bringParts(++asked);
  paintSwatches(document);
  keepView(map);
}

async function fillSlider() {
  const answer = await fetch(slider.dataset.changes);
  days = answer.ok ? await answer.json() : [];
  if (days.length < 2) return;
  slider.max = days.length - 1;
  slider.hidden = false;
  placeSlider(day.value);
}

function placeSlider(shown) {
  slider.value = Math.max(days.findLastIndex((one) => one <= shown), 0);
  slider.setAttribute("aria-valuetext", shown);
}

// The links to the change before and after need no new page.
function step(event, map, draw) {
  const link = event.target.closest?.("#steps a");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  const way = link.rel;
  show(new URL(link.href).searchParams.get("on"), map, draw).then(() => document.querySelector(`#steps a[rel=${way}]`)?.focus());
}

// The parts of the page of another day take the place of these.
async function show(shown, map, draw) {
  const number = ++asked;
  const here = new URL(location);
  here.searchParams.set("on", shown);
  here.searchParams.delete("page");
  history.replaceState(null, "", here);
  placeSlider(shown);
  day.value = shown;
  const [brought] = await Promise.all([bringParts(number), bringPlaces(shown, number)]);
  if (!brought) return;
  draw();
  keepView(map);
}

// Let the parts of the page that the address names take the place of these; whether they did.
async function bringParts(number) {
  const answer = await fetch(location.href);
  const text = await answer.text();
  if (number !== asked || !answer.ok) return false;
  const page = new DOMParser().parseFromString(text, "text/html");
  for (const part of PARTS) document.querySelector(part)?.replaceWith(page.querySelector(part));
  return true;
}
