// Makes forms quicker: entries are added and removed and conditional fields shown without asking the server.
// Everything here also works without it, by submit buttons and by the server's answer to a changed field.
(() => {
  "use strict";

  const all = (root, selector) => Array.from(root.querySelectorAll(selector));
  const named = (form, name) => all(form, `[name="${CSS.escape(name)}"]`);

  // --- conditional fields ---------------------------------------------------------------------------------------

  // A fixed parameter is sent as JSON in a hidden field.
  function fixedToken(text) {
    try {
      const value = JSON.parse(text);
      return typeof value === "string" ? value : JSON.stringify(value);
    } catch {
      return text;
    }
  }

  function token(form, name) {
    const controls = named(form, name);
    const first = controls[0];
    if (!first) return "";
    if (first.type === "radio") return controls.find(control => control.checked)?.value ?? "";
    if (first.type === "checkbox") return String(first.checked);
    return first.type === "hidden" ? fixedToken(first.value) : first.value;
  }

  function holds(form, marker) {
    return Object.entries(JSON.parse(marker.dataset.if)).every(([name, wanted]) => {
      const above = document.getElementById(name + "/$shown");
      return token(form, name) === wanted && (!above || holds(form, above));
    });
  }

  function showConditional(form) {
    for (const marker of all(form, "[data-if]")) {
      marker.dataset.shown = String(holds(form, marker));
    }
  }

  // --- entries of lists and maps --------------------------------------------------------------------------------

  const RENAMED = ["id", "name", "for", "value", "aria-describedby", "aria-controls",
    "data-entry", "data-entries", "data-field"];

  // Only what begins with the entry's own path is renamed, also inside of templates of lists in lists.
  function rename(root, from, to) {
    const elements = [...all(root, "*"), ...(root.matches ? [root] : [])];
    for (const element of elements) {
      for (const attribute of RENAMED) {
        const text = element.getAttribute(attribute);
        if (text && (attribute !== "value" || element.name === "edit")) {
          element.setAttribute(attribute, text.split(" ").map(part => moved(part, from, to)).join(" "));
        }
      }
      if (element.content) rename(element.content, from, to);
    }
  }

  function moved(text, from, to) {
    const head = /^(values|add:|remove:)?/.exec(text)[0];
    const path = text.slice(head.length);
    return path === from || path.startsWith(from + "/") ? head + to + path.slice(from.length) : text;
  }

  const entriesOf = editor => all(editor, ":scope > [data-entry]");

  function renumber(editor) {
    entriesOf(editor).forEach((entry, index) => {
      const from = entry.dataset.entry;
      const to = `${editor.dataset.entries}/${index}`;
      if (from !== to) rename(entry, from, to);
      for (const title of all(entry, "[data-number]")) {
        if (title.closest("[data-entry]") === entry) {
          title.textContent = title.textContent.replace(/\d+$/, String(index + 1));
        }
      }
      const remove = all(entry, "[data-remove]").find(button => button.closest("[data-entry]") === entry);
      remove.setAttribute("aria-label", remove.getAttribute("aria-label").replace(/\d+$/, String(index + 1)));
    });
  }

  function addEntry(button) {
    const editor = button.closest("[data-entries]");
    const blank = editor.querySelector(":scope > template[data-blank]");
    const entry = blank.content.firstElementChild.cloneNode(true);
    editor.insertBefore(entry, blank);
    renumber(editor);
    window.htmx?.process(entry);
    entry.querySelector("input:not([type=hidden]), select, textarea")?.focus();
  }

  function removeEntry(button) {
    const entry = button.closest("[data-entry]");
    const editor = entry.parentElement;
    // An answer under way would reach the entry that takes over the number.
    for (const asking of all(editor, ".htmx-request")) {
      asking.addEventListener("htmx:beforeSwap", event => { event.detail.shouldSwap = false; }, { once: true });
    }
    const neighbour = entry.nextElementSibling?.querySelector("[data-remove]");
    entry.remove();
    renumber(editor);
    (neighbour ?? editor.querySelector(":scope > [data-add]")).focus();
  }

  // --- secrets and problems -------------------------------------------------------------------------------------

  function reveal(button) {
    const input = document.getElementById(button.getAttribute("aria-controls"));
    const shown = input.type === "text";
    input.type = shown ? "password" : "text";
    button.textContent = shown ? "Show" : "Hide";
    button.setAttribute("aria-pressed", String(!shown));
  }

  // The control is never swapped, so it learns here that its messages came or went.
  function markInvalid(problem) {
    const name = problem.id.slice(0, -"/$problem".length);
    const invalid = problem.textContent.trim() !== "";
    for (const control of all(document, `[name="${CSS.escape(name)}"]`)) {
      control.classList.toggle("is-invalid", invalid && control.matches(".form-control, .form-select"));
      control.toggleAttribute("aria-invalid", invalid);
      if (invalid) control.setAttribute("aria-invalid", "true");
    }
  }

  function start() {
    all(document, "[data-reveal]").forEach(button => { button.hidden = false; });
    all(document, "form").filter(form => form.querySelector("[data-if]")).forEach(showConditional);
    document.getElementById("form-errors")?.focus();
  }

  document.addEventListener("click", event => {
    const button = event.target.closest?.("[data-add], [data-remove], [data-reveal]");
    if (!button) return;
    event.preventDefault();
    if (button.matches("[data-reveal]")) reveal(button);
    else if (button.matches("[data-add]")) addEntry(button);
    else removeEntry(button);
  });
  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, event => {
      if (event.target.form) showConditional(event.target.form);
    });
  }
  document.addEventListener("htmx:oobAfterSwap", event => {
    const problem = event.detail.target;
    if (problem?.id?.endsWith("/$problem")) markInvalid(problem);
  });
  document.addEventListener("htmx:afterSwap", event => {
    if (event.detail.target.querySelector("[data-reveal], [data-if], #form-errors")) start();
  });

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
