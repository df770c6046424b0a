// The marks of a map are one stop of the Tab key; the arrows go from one to the next, east and west or north and south.
const WAYS = { ArrowRight: ["x", 1], ArrowLeft: ["x", -1], ArrowDown: ["y", 1], ArrowUp: ["y", -1] };

// Let the keys go round among elements; `press` is what Enter and Space do with one.
export function rove(elements, press) {
  elements.forEach((element, at) => {
    element.tabIndex = at ? -1 : 0;
    element.addEventListener("focus", () => elements.forEach((one) => { one.tabIndex = one === element ? 0 : -1; }));
    element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") press(element);
      else if (WAYS[event.key]) nextOf(elements, element, ...WAYS[event.key])?.focus();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
  });
}

function nextOf(elements, here, axis, way) {
  const places = new Map(elements.map((element) => [element, middle(element)[axis]]));
  const ordered = [...elements].sort((one, other) => places.get(one) - places.get(other));
  return ordered[ordered.indexOf(here) + way];
}

// The element that lies next to a point of the window.
export function nearest(elements, { x, y }) {
  const far = (element) => Math.hypot(middle(element).x - x, middle(element).y - y);
  return elements.reduce((best, element) => (best && far(best) <= far(element) ? best : element), null);
}

export function middle(element) {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}
