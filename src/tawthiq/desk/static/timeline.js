// A period is chosen by dragging over the bars or by moving its two ends; the address and the rest of the page follow.
const bars = [...document.querySelectorAll("#bars rect")];
const picture = document.getElementById("bars");
const first = document.querySelector(".ends .first");
const last = document.querySelector(".ends .last");
const shown = document.getElementById("period");
const rightToLeft = document.dir === "rtl" || document.documentElement.dir === "rtl";
const listeners = [];
let waiting = 0;

// What is to be done when another period is chosen, after the address says it.
export function onPeriod(then) {
  listeners.push(then);
}

function place() {
  const { searchParams } = new URL(location);
  const since = searchParams.get("since");
  const until = searchParams.get("until");
  const from = since ? bars.findIndex((bar) => bar.dataset.until >= since) : 0;
  const to = until ? bars.findLastIndex((bar) => bar.dataset.since <= until) : bars.length - 1;
  first.value = from < 0 ? bars.length - 1 : from;
  last.value = to < 0 ? 0 : to;
  mark(since, until);
}

// Show the period that the ends stand for, or the days of the address themselves.
function mark(since, until) {
  const [from, to] = [Number(first.value), Number(last.value)];
  bars.forEach((bar, at) => bar.classList.toggle("inside", at >= from && at <= to));
  const days = [since || bars[from].dataset.since, until || bars[to].dataset.until];
  shown.replaceChildren(...days.flatMap((day, at) => [...(at ? [" – "] : []), isolated(day)]));
  first.setAttribute("aria-valuetext", days[0]);
  last.setAttribute("aria-valuetext", days[1]);
}

function isolated(text) {
  const made = document.createElement("bdi");
  made.dir = "ltr";
  made.textContent = text;
  return made;
}

function chosen() {
  const here = new URL(location);
  const [from, to] = [Number(first.value), Number(last.value)];
  put(here, "since", from > 0 ? bars[from].dataset.since : "");
  put(here, "until", to < bars.length - 1 ? bars[to].dataset.until : "");
  if (here.href === location.href) return;
  history.pushState(null, "", here);
  follow();
}

function put(address, name, value) {
  if (value) address.searchParams.set(name, value);
  else address.searchParams.delete(name);
}

// The parts of the page that the server writes for the new address take the place of the old ones.
async function follow() {
  for (const then of listeners) then();
  const address = location.href;
  const answer = await fetch(address);
  if (!answer.ok || address !== location.href) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const open = [...document.querySelectorAll("details[data-narrow]")].map((details) => details.open);
  for (const part of ["a.language", ".narrow", ".asked", ".heading", "#pointless", "#within"]) {
    document.querySelector(part)?.replaceWith(page.querySelector(part));
  }
  document.querySelectorAll("details[data-narrow]").forEach((details, at) => { details.open = open[at] ?? details.open; });
  document.getElementById("map").dataset.extent = page.getElementById("map").dataset.extent;
}

function settle() {
  clearTimeout(waiting);
  waiting = setTimeout(chosen, 250);
}

function moved(end) {
  if (Number(first.value) > Number(last.value)) end.value = end === first ? last.value : first.value;
  mark();
  settle();
}

// Which bar is under a finger or a pointer.
function barAt(event) {
  const { left, width } = picture.getBoundingClientRect();
  const share = Math.min(Math.max((event.clientX - left) / width, 0), 0.9999);
  return Math.floor((rightToLeft ? 1 - share : share) * bars.length);
}

function drag(start) {
  const from = barAt(start);
  picture.setPointerCapture(start.pointerId);
  const stretch = (event) => {
    const to = barAt(event);
    first.value = Math.min(from, to);
    last.value = Math.max(from, to);
    mark();
  };
  stretch(start);
  const ended = new AbortController();
  const end = () => {
    ended.abort();
    chosen();
  };
  picture.addEventListener("pointermove", stretch, { signal: ended.signal });
  for (const name of ["pointerup", "pointercancel"]) picture.addEventListener(name, end, { signal: ended.signal });
}

if (first) {
  for (const end of [first, last]) end.addEventListener("input", () => moved(end));
  picture.addEventListener("pointerdown", drag);
  addEventListener("popstate", () => {
    place();
    follow();
  });
  place();
}
