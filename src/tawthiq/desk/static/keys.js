// The keys of the desk. A page says what a key does: an element with `data-key` is opened, followed or focused.
// Letters are found by their place too, so that an Arabic layout need not be left.
const LETTERS = { "؟": "?", "ظ": "/" };
const off = document.querySelector("[data-no-keys]");
const help = document.getElementById("keys");
off.checked = localStorage.getItem("keys") === "off";
off.addEventListener("change", () => localStorage.setItem("keys", off.checked ? "off" : "on"));
document.querySelector("[data-help]").addEventListener("click", () => help.showModal());

function keyOf(event) {
  if (/^[a-z/?]$/i.test(event.key)) return event.key.toLowerCase();
  if (/^Key[A-Z]$/.test(event.code)) return event.code.at(-1).toLowerCase();
  return LETTERS[event.key] ?? "";
}

// In a list the keys go from one entry to the next; elsewhere a link says where they lead.
function step(by) {
  const entries = [...document.querySelectorAll(".events h2 a")];
  const at = entries.indexOf(document.activeElement);
  const next = at < 0 ? (by > 0 ? 0 : entries.length - 1) : at + by;
  entries[next]?.focus();
  return entries.length > 0;
}

function undo() {
  const last = document.querySelector("details.undo");
  if (!last) return;
  last.open = true;
  last.scrollIntoView({ block: "center" });
}

function act(key) {
  const named = document.querySelector(`[data-key="${key}"]`);
  if (key === "j" || key === "k") return step(key === "j" ? 1 : -1) || named?.click();
  if (key === "?") return help.showModal();
  if (key === "u") return undo();
  if (key === "/") {
    const field = document.querySelector("input[type=search]");
    return field ? field.focus() : location.assign("/events#q");
  }
  if (!named) return undefined;
  named.scrollIntoView({ block: "center" });
  return named.click();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
  if (help.open || (off.checked && keyOf(event) !== "?")) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const key = keyOf(event);
  if (!"jkcremsu/?".includes(key) || !key) return;
  event.preventDefault();
  act(key);
});
