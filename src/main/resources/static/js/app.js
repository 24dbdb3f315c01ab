// Small comforts on every page: toasts, copy buttons, keyboard shortcuts, typed confirmations.
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const GO = { c: "/catalog", e: "/environments", r: "/runs", q: "/queue", a: "/approvals", h: "/" };
  const OFF = "groundplan.shortcuts-off";
  const root = (document.querySelector(".gp-brand")?.getAttribute("href") ?? "/").replace(/;.*$/, "").replace(/\/$/, "");

  function toast(text, tone = "idle") {
    const region = $("#toasts");
    if (!region) return;
    const box = document.createElement("div");
    box.className = `gp-toast tone-${tone}`;
    box.append(Object.assign(document.createElement("span"), { textContent: text }));
    const close = Object.assign(document.createElement("button"), { type: "button", className: "btn-close" });
    close.setAttribute("aria-label", "Close this message");
    close.addEventListener("click", () => box.remove());
    box.append(close);
    region.append(box);
    setTimeout(() => box.remove(), tone === "bad" ? 20000 : 6000);
  }

  async function copy(button) {
    const text = button.dataset.copy ?? "";
    try {
      await navigator.clipboard.writeText(text);
      said(button, "Copied");
    } catch {
      select(button.parentElement);
      toast("Copying is not allowed here. The text is selected: press Ctrl+C.");
    }
  }

  function said(button, word) {
    const label = $(".gp-copy-word", button) ?? button;
    const before = label.textContent;
    label.textContent = word;
    button.classList.add("is-done");
    toast(word);
    setTimeout(() => { label.textContent = before; button.classList.remove("is-done"); }, 1800);
  }

  function select(element) {
    const range = document.createRange();
    range.selectNodeContents(element);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  // A button that needs a typed name stays off until the name is right; the server checks it again.
  function guard(input) {
    const form = input.form;
    if (!form) return;
    const right = input.value.trim() === input.dataset.expected;
    form.querySelectorAll("[data-needs-confirmation]").forEach((button) => { button.disabled = !right; });
  }

  const guardAll = (where) => where.querySelectorAll("input[data-expected]").forEach(guard);

  function rows() {
    return [...document.querySelectorAll("[data-row] a[data-open], a[data-row]")].filter((a) => a.offsetParent);
  }

  function move(step) {
    const all = rows();
    if (!all.length) return;
    const at = all.indexOf(document.activeElement);
    all[Math.max(0, Math.min(all.length - 1, at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step))].focus();
  }

  let pending = "";
  function key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem(OFF)) return;
    if (event.target.closest("input, textarea, select, [contenteditable], dialog[open]")) return;
    const pressed = event.key;
    if (pending === "g") {
      pending = "";
      if (GO[pressed]) { event.preventDefault(); location.assign(root + GO[pressed]); }
      return;
    }
    const action = {
      g: () => { pending = "g"; setTimeout(() => { pending = ""; }, 1200); },
      "?": help,
      "/": () => $("[data-search]")?.focus(),
      j: () => move(1),
      k: () => move(-1),
      f: () => $("[data-log-follow]")?.click(),
      e: () => $("[data-log-next-error]")?.click(),
      c: () => navigator.clipboard?.writeText(location.href).then(() => toast("Link copied"), () => {}),
    }[pressed];
    if (!action) return;
    event.preventDefault();
    action();
  }

  function help() {
    const dialog = $("#shortcuts");
    $("#shortcuts-on").checked = !localStorage.getItem(OFF);
    dialog.showModal();
  }

  document.addEventListener("keydown", key);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy], [data-shortcuts]");
    if (button?.hasAttribute("data-copy")) copy(button);
    if (button?.hasAttribute("data-shortcuts")) help();
    document.querySelectorAll("details.gp-person[open], details.gp-drop[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  document.addEventListener("input", (event) => {
    if (event.target.matches("input[data-expected]")) guard(event.target);
  });
  document.addEventListener("change", (event) => {
    if (event.target.id !== "shortcuts-on") return;
    if (event.target.checked) localStorage.removeItem(OFF); else localStorage.setItem(OFF, "yes");
  });
  // One click, one request: the second click of a double click finds the button asleep.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.hasAttribute("hx-post")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    setTimeout(() => { delete form.dataset.sent; }, 4000);
  });
  document.addEventListener("htmx:responseError", (event) => {
    const { status } = event.detail.xhr;
    const id = event.detail.xhr.getResponseHeader("X-Request-Id");
    toast(`${sentence(status)}${id ? ` Error id: ${id}` : ""}`, "bad");
  });
  document.addEventListener("htmx:sendError", () => toast("The portal cannot be reached. What you typed is still here; try again.", "bad"));
  document.addEventListener("htmx:afterSettle", (event) => {
    guardAll(event.target);
    if (event.detail.requestConfig?.boosted) $("h1")?.focus();
  });
  document.addEventListener("DOMContentLoaded", () => guardAll(document));

  function sentence(status) {
    if (status === 401) return "You were signed out. Sign in again to go on.";
    if (status === 403) return "You are not allowed to do that.";
    if (status === 404) return "That is gone, or you are not allowed to see it.";
    if (status === 429) return "Too many requests. Wait a moment and try again.";
    return "The portal could not do that. Try again in a moment.";
  }

  window.groundplan = { toast, guardAll };
})();
