// Colours of parties, each with a texture of its own so that they are told apart without colour; hatching where reports disagree.
import { svg } from "/static/signs.js";

const COLOURS = ["#1f6fb2", "#b4511a", "#38743a", "#843c9b", "#a82a48", "#555b61", "#0d757c", "#7d6200"];
const TEXTURES = [[], ["M2,4 h4 M4,2 v4"], ["M0,4 h8"], ["M4,0 v8"], ["M0,0 h8 M0,0 v8"], ["M0,8 L4,0 L8,8"]];
const UNKNOWN = "#8a8f94";
const made = new Set();
const store = svg("defs", {});
document.body.append(svg("svg", { width: 0, height: 0, class: "patterns", "aria-hidden": "true" }, store));

const colourOf = (style) => COLOURS[style % COLOURS.length] ?? UNKNOWN;

// The paint of a place that these parties are said to hold, numbered in the order of the case.
export function paint(styles, disputed) {
  if (!styles.length) return UNKNOWN;
  const name = `held-${styles.join("-")}${disputed ? "-disputed" : ""}`;
  if (!made.has(name)) {
    store.append(disputed ? hatched(name, styles) : textured(name, styles[0]));
    made.add(name);
  }
  return `url(#${name})`;
}

function textured(name, style) {
  const lines = TEXTURES[style % TEXTURES.length].map((d) => svg("path", { d, stroke: "#fff", "stroke-width": 1.3, fill: "none" }));
  return svg("pattern", { id: name, width: 8, height: 8, patternUnits: "userSpaceOnUse" },
    svg("rect", { width: 8, height: 8, fill: colourOf(style) }), ...lines);
}

function hatched(name, styles) {
  const stripes = styles.flatMap((style, at) => [svg("rect", { x: at * 6, width: 3.6, height: 6, fill: colourOf(style) })]);
  const width = styles.length * 6;
  return svg("pattern", { id: name, width, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    svg("rect", { width, height: 6, fill: "#fff" }), ...stripes);
}

export const stylesOf = (element) => (element.dataset.styles ?? "").split(",").filter(Boolean).map(Number);

// Paint the swatches of a part of the page.
export function paintSwatches(part) {
  for (const swatch of part.querySelectorAll("svg.swatch:empty")) paintSwatch(swatch);
}

function paintSwatch(swatch) {
  const { disputed, besieged } = swatch.dataset;
  const circle = svg("circle", { cx: 10, cy: 10, r: 8, fill: besieged ? "none" : paint(stylesOf(swatch), Boolean(disputed)), class: "place" });
  if (besieged) circle.classList.add("besieged");
  swatch.replaceChildren(circle);
}
