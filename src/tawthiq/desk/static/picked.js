// The panel that tells of the events of a mark. All text is set as text.
import { sign, svg } from "/static/signs.js";

const panel = document.getElementById("picked");
const title = document.getElementById("picked-title");
const said = panel.dataset;
let opener = null;

function make(name, text, className) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

export function closePanel() {
  if (panel.hidden) return;
  panel.hidden = true;
  opener?.removeAttribute("aria-expanded");
  if (panel.contains(document.activeElement) || document.activeElement === document.body) opener?.focus();
  opener = null;
}

// Tell of the events that a query leaves; `closer` moves the map to them where that helps.
export async function openPanel(query, language, closer, button) {
  const words = new URLSearchParams(query);
  words.set("lang", language);
  const answer = await fetch(`/api/1/map/events?${words}`);
  if (!answer.ok) return;
  const found = await answer.json();
  closePanel();
  opener = button;
  button.setAttribute("aria-expanded", "true");
  title.textContent = found.title;
  const list = make("ul");
  list.append(...found.cards.map(cardOf));
  panel.replaceChildren(title, actions(query, closer), list);
  panel.hidden = false;
  title.focus({ preventScroll: !matchMedia("(max-width: 40rem)").matches });
}

function actions(query, closer) {
  const row = make("div", "", "actions");
  const all = make("a", said.here);
  all.href = `/events?${query}`;
  row.append(all);
  if (closer) row.append(press(said.closer, () => { closePanel(); closer(); }));
  row.append(press(said.close, closePanel));
  return row;
}

function press(label, then) {
  const button = make("button", label);
  button.type = "button";
  button.addEventListener("click", then);
  return button;
}

function cardOf(card) {
  const item = make("li");
  const heading = make("h3");
  const link = make("a");
  link.href = card.address;
  const place = make("bdi", card.place);
  link.append(card.kind, said.comma, place);
  const mark = svg("svg", { class: "sign", width: 18, height: 18, viewBox: "-9 -9 18 18", "aria-hidden": "true" }, ...sign(card.family, 8));
  heading.append(mark, " ", link);
  const harm = make("p", "", "harm");
  for (const told of card.harm) harm.append(make("strong", told), " ");
  item.append(heading, make("p", card.when, "day"), ...(card.harm.length ? [harm] : []), make("p", `${card.grade} · ${card.sources}`, "sources"));
  return item;
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closePanel();
});
