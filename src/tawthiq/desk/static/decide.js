// The field for a corrected value offers what the chosen field can be, and a decision's first field is ready to be typed in.
for (const field of document.querySelectorAll("select[data-values]")) {
  const value = field.form.elements.namedItem("value");
  const offer = () => {
    if (!(value instanceof HTMLInputElement)) return;
    value.type = field.value === "start" || field.value === "end" ? "date" : "text";
    if (document.getElementById(`values-${field.value}`)) value.setAttribute("list", `values-${field.value}`);
    else value.removeAttribute("list");
  };
  field.addEventListener("change", offer);
  offer();
}
for (const choice of document.querySelectorAll("details.choice, details.undo")) {
  choice.addEventListener("toggle", () => {
    if (choice.open) choice.querySelector("select, input:not([type=hidden])").focus();
  });
}
