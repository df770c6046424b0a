// Signs that tell families of kinds apart without colour, and marks of one event or several.
const SVG = "http://www.w3.org/2000/svg";
const FAMILIES = ["battle", "remote", "civilians", "relief", "consequence"];
const BAND = 9; // how broad a ring is
// Drawn within a square from -5 to 5.
const SHAPES = {
  battle: ["sign-lines", "M-4,-4 L4,4 M4,-4 L-4,4"],
  remote: ["sign-area", "M0,-5 L5,4 L-5,4 Z"],
  civilians: ["sign-area", "M0,-5.5 L5.5,0 L0,5.5 L-5.5,0 Z"],
  relief: ["sign-lines", "M0,-4.5 L0,4.5 M-4.5,0 L4.5,0"],
  consequence: ["sign-area", "M-4,-4 H4 V4 H-4 Z"],
};

export function svg(name, attributes, ...within) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...within);
  return made;
}

// A disc with the sign of a family.
export function sign(family, radius) {
  const [kind, path] = SHAPES[family] ?? SHAPES.consequence;
  const scale = Math.min(radius * 0.095, 1.6);
  return [
    svg("circle", { r: radius, class: `disc ${family}` }),
    svg("path", { d: path, class: kind, transform: `scale(${scale})` }),
  ];
}

// A ring of the families' shares around a number, each with its sign where there is room.
function ring(families, count, radius) {
  const found = [];
  const signs = [];
  let from = 0;
  for (const family of FAMILIES.filter((name) => families[name])) {
    const to = from + families[family] / count;
    found.push(svg("path", { d: slice(from, to, radius), class: `family ${family}` }));
    if ((to - from) * 2 * Math.PI * (radius - BAND / 2) >= BAND) signs.push(signIn(family, (from + to) / 2, radius - BAND / 2));
    from = to;
  }
  const text = svg("text", {});
  text.textContent = count > 9999 ? `${Math.round(count / 1000)}k` : String(count);
  return [...found, svg("circle", { r: radius - BAND, class: "inner" }), ...signs, text];
}

// The sign of a family at a share of a ring's way round.
function signIn(family, share, radius) {
  const [kind, d] = SHAPES[family];
  const [x, y] = [Math.sin(share * 2 * Math.PI) * radius, -Math.cos(share * 2 * Math.PI) * radius];
  return svg("path", { d, class: kind, transform: `translate(${x},${y}) scale(${BAND / 16})` });
}

function slice(from, to, radius) {
  if (to - from > 0.9999) return `M0,${-radius} A${radius},${radius} 0 1 1 -0.01,${-radius} Z`;
  const at = (share) => `${Math.sin(share * 2 * Math.PI) * radius},${-Math.cos(share * 2 * Math.PI) * radius}`;
  return `M0,0 L${at(from)} A${radius},${radius} 0 ${to - from > 0.5 ? 1 : 0} 1 ${at(to)} Z`;
}

// The picture of a mark. Its area is by the number killed, from a least size up to a largest.
export function picture(mark) {
  const least = mark.count > 1 ? 21 : 9;
  const radius = Math.min(Math.max(Math.sqrt(mark.killed) * 2.2, least), 36);
  const parts = mark.count > 1 ? ring(mark.families, mark.count, radius) : sign(Object.keys(mark.families)[0], radius);
  const side = 2 * radius;
  return svg("svg", { width: side, height: side, viewBox: `${-radius} ${-radius} ${side} ${side}`, "aria-hidden": "true" }, ...parts);
}

for (const place of document.querySelectorAll("svg.sign[data-family]")) {
  place.setAttribute("viewBox", "-11 -11 22 22");
  place.append(...sign(place.dataset.family, 9));
}
