// Who held what on a day: the map is drawn from the table, and moving the slider brings the table of another day.
import { L, keepView, makeMap } from "/static/ground.js";
import { nearest, middle, rove } from "/static/roving.js";
import { paint, paintSwatches, stylesOf } from "/static/patterns.js";

const PARTS = ["#steps", "#legend", "#holdings", "a.language"];
const SIZE = { city: 12, town: 9, governorate: 14, district: 12 };
const sizeOf = (row) => SIZE[row.dataset.kind] ?? 7;
const slider = document.getElementById("slider");
const day = document.querySelector(".day-chosen [name=on]");
let days = [];
let asked = 0;

const element = document.getElementById("map");
if (element) start();

function start() {
  const map = makeMap(element);
  const renderer = L.svg({ padding: 0.3 });
  const circles = L.layerGroup().addTo(map);
  const draw = () => {
    const focused = document.activeElement.closest("#map path.place");
    const place = focused && middle(focused);
    circles.clearLayers();
    const rows = new Map();
    const places = [...document.querySelectorAll("#holdings tbody[data-lat]")];
    places.sort((one, other) => sizeOf(other) - sizeOf(one)); // a part of a town lies upon the town
    for (const row of places) rows.set(circleOf(row, renderer, map.getZoom(), circles), row);
    rove([...rows.keys()], (circle) => pointTo(rows.get(circle)));
    if (place) nearest([...rows.keys()], place)?.focus({ preventScroll: true });
    element.dataset.count = circles.getLayers().length;
    paintSwatches(document);
  };
  map.on("zoomend", draw);
  map.on("moveend", () => keepView(map));
  keepView(map);
  draw();
  fillSlider();
  slider.addEventListener("input", () => show(days[slider.value], map, draw));
  document.addEventListener("click", (event) => step(event, map, draw));
  addEventListener("popstate", () => location.reload());
}

// Draw the circle of a row; its element, which can be reached by keyboard.
function circleOf(row, renderer, zoom, layers) {
  const { lat, lon, disputed, besieged } = row.dataset;
  const radius = sizeOf(row) + Math.max(zoom - 8, 0) * 1.5;
  const style = besieged ? "place besieged" : "place";
  const circle = L.circleMarker([lat, lon], {
    renderer, radius, className: style, fillColor: paint(stylesOf(row), Boolean(disputed)), fillOpacity: 0.95, weight: besieged ? 4 : 1.5, color: "#fff",
  }).addTo(layers);
  circle.bindTooltip(() => told(row), { direction: "top", offset: [0, -radius] });
  circle.on("click", () => pointTo(row));
  const element = circle.getElement();
  element.setAttribute("role", "button");
  element.setAttribute("aria-label", told(row).textContent);
  element.addEventListener("focus", () => circle.openTooltip());
  element.addEventListener("blur", () => circle.closeTooltip());
  return element;
}

// What a circle says: the words of its row, as text.
function told(row) {
  const made = document.createElement("span");
  const words = [...row.querySelectorAll("th, .who")].map((cell) => cell.textContent.trim().replace(/\s+/g, " "));
  made.textContent = `${words.shift()}: ${words.join("؛ ")}`;
  made.dir = "auto";
  return made;
}

function pointTo(row) {
  for (const other of document.querySelectorAll("#holdings .pointed")) other.classList.remove("pointed");
  row.classList.add("pointed");
  row.scrollIntoView({ block: "nearest" });
  row.querySelector("a")?.focus({ preventScroll: true });
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
  history.replaceState(null, "", here);
  placeSlider(shown);
  day.value = shown;
  const answer = await fetch(here);
  const text = await answer.text();
  if (number !== asked || !answer.ok) return;
  const page = new DOMParser().parseFromString(text, "text/html");
  for (const part of PARTS) document.querySelector(part)?.replaceWith(page.querySelector(part));
  draw();
  keepView(map);
}
