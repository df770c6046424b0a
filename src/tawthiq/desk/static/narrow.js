// Facets are closed at first where they would stand above the list, and a chosen order is applied at once.
if (matchMedia("(max-width: 60rem)").matches) {
  for (const facet of document.querySelectorAll("details[data-narrow]")) facet.open = false;
}
for (const choice of document.querySelectorAll("select[data-submits]")) {
  choice.addEventListener("change", () => choice.form.requestSubmit());
  choice.form.querySelector("button").hidden = true;
}
