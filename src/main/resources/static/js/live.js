// Live pages over one stream of server-sent events: fragments by id, log lines by sequence number.
// The browser's own reconnection forgets the position after an HTTP error, so this keeps it in the address.
(() => {
  const SLEEP_AFTER = 60000;
  const root = document.querySelector("[data-live]");
  if (!root) return;

  // ---- the stream
  const stream = { source: null, after: Number(root.dataset.after ?? 0), wait: 500, timer: 0, ended: false };

  function connect() {
    if (stream.ended || stream.source) return;
    const url = new URL(root.dataset.live, location.href);
    url.searchParams.set("after", stream.after);
    const source = stream.source = new EventSource(url);
    source.onopen = () => { stream.wait = 500; badge("live", "Live"); };
    source.onerror = () => { close(); retry(); };
    source.addEventListener("fragment", (event) => { seen(event); fragment(event.data); });
    source.addEventListener("log", (event) => { if (seen(event)) document.dispatchEvent(new CustomEvent("groundplan:log", { detail: event.data })); });
    source.addEventListener("end", () => { stream.ended = true; close(); badge("ended", "Ended"); });
  }

  // False for what was there already: a chunk may come twice over a reconnection, never be shown twice.
  function seen(event) {
    const seq = Number(event.lastEventId);
    if (!seq || Number.isNaN(seq)) return true;
    if (seq <= stream.after) return false;
    stream.after = seq;
    return true;
  }

  function close() { stream.source?.close(); stream.source = null; }

  function retry() {
    clearTimeout(stream.timer);
    badge("reconnecting", "Reconnecting");
    stream.timer = setTimeout(connect, stream.wait * (0.75 + Math.random() / 2));
    stream.wait = Math.min(5000, stream.wait * 2);
  }

  function badge(state, word) {
    document.querySelectorAll("[data-live-badge]").forEach((element) => {
      element.dataset.state = state;
      element.querySelector("[data-live-word]").textContent = word;
    });
  }

  let asleep = 0;
  function visibility() {
    clearTimeout(asleep);
    if (document.hidden) asleep = setTimeout(() => { clearTimeout(stream.timer); close(); badge("paused", "Paused"); }, SLEEP_AFTER);
    else if (!stream.ended && !stream.source) { stream.wait = 500; connect(); }
  }

  // ---- fragments
  function fragment(html) {
    const parsed = new DOMParser().parseFromString(`<body>${html}`, "text/html").body;
    for (const fresh of [...parsed.children]) {
      const old = fresh.id && document.getElementById(fresh.id);
      if (!old || old.isEqualNode(fresh)) continue;
      // Somebody reads a filtered or later page of this very plan: leave it.
      if (old.hasAttribute("data-hold") && old.dataset.key === fresh.dataset.key) continue;
      const focus = document.activeElement;
      const kept = old.contains(focus) && focus.id ? { id: focus.id, at: focus.selectionStart, end: focus.selectionEnd } : null;
      keep(old, fresh);
      old.replaceWith(fresh);
      window.htmx?.process(fresh);
      if (kept) refocus(kept);
      if (fresh.dataset.title) document.title = `${fresh.dataset.title} · Groundplan`;
      const state = stream.source ? ["live", "Live"] : ["reconnecting", "Reconnecting"];
      badge(...(stream.ended ? ["ended", "Ended"] : state));
      window.groundplan?.guardAll(fresh);
    }
  }

  // What a person typed or unfolded survives the new version.
  function keep(old, fresh) {
    old.querySelectorAll("input:not([type=hidden])[id], textarea[id], select[id]").forEach((field) => {
      const next = fresh.querySelector(`#${CSS.escape(field.id)}`);
      if (!next) return;
      if (field.type === "checkbox" || field.type === "radio") next.checked = field.checked; else next.value = field.value;
    });
    [old, ...old.querySelectorAll("details[id]")].forEach((details) => {
      const next = details.id && (details === old ? fresh : fresh.querySelector(`#${CSS.escape(details.id)}`));
      if (next && "open" in details) next.open = details.open;
    });
  }

  function refocus({ id, at, end }) {
    const element = document.getElementById(id);
    element?.focus({ preventScroll: true });
    if (element && at !== null && at !== undefined && element.setSelectionRange) try { element.setSelectionRange(at, end); } catch { /* not a text field */ }
  }

  // ---- clocks
  function tick() {
    const now = Date.now();
    document.querySelectorAll("[data-since]").forEach((element) => {
      const s = Math.max(0, Math.round((now - Date.parse(element.dataset.since)) / 1000));
      if (s < 3600) element.textContent = s < 60 ? `${s} s` : `${Math.floor(s / 60)} min`;
    });
  }

  document.addEventListener("visibilitychange", visibility);
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => { if (event.persisted) connect(); });
  setInterval(tick, 1000);
  connect();
})();
