// What a mark means is shown beside it when it is pointed at, tapped or reached by keyboard; a claim and its words light up together.
const note = Object.assign(document.createElement("div"), { className: "note", hidden: true });
note.setAttribute("role", "status");
document.body.append(note);

function light(claims, on) {
  for (const claim of claims.filter(Boolean)) {
    for (const mark of document.querySelectorAll(`[data-claims~="${CSS.escape(claim)}"]`)) mark.classList.toggle("lit", on);
    document.getElementById(claim)?.classList.toggle("lit", on);
  }
}

function place(mark) {
  const box = mark.getBoundingClientRect();
  note.textContent = mark.dataset.note;
  note.hidden = false;
  const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - note.offsetWidth - 8));
  note.style.setProperty("left", `${left + scrollX}px`);
  note.style.setProperty("top", `${box.bottom + scrollY + 6}px`);
}

for (const mark of document.querySelectorAll(".marked [data-claims]")) {
  mark.dataset.note = mark.title;
  mark.removeAttribute("title");
  const claims = mark.dataset.claims.split(" ");
  const show = () => { place(mark); light(claims, true); };
  const hide = () => { note.hidden = true; light(claims, false); };
  for (const event of ["mouseenter", "focus", "click"]) mark.addEventListener(event, show);
  for (const event of ["mouseleave", "blur"]) mark.addEventListener(event, hide);
}
for (const card of document.querySelectorAll("[data-claim]")) {
  card.addEventListener("mouseenter", () => light([card.dataset.claim], true));
  card.addEventListener("mouseleave", () => light([card.dataset.claim], false));
}
document.addEventListener("keydown", (event) => { if (event.key === "Escape") note.hidden = true; });
