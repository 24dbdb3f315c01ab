// Live pages over one stream of server-sent events: fragments by id, log lines by sequence number.
// The browser's own reconnection forgets the position after an HTTP error, so this keeps it in the address.
(() => {
  const SLEEP_AFTER = 60000;
  const root = document.querySelector("[data-live]");
  if (!root) return;

  // ---- the stream
  const LONGEST_WAIT = 1000, SILENCE = 2200, OPENING = 1000;
  const stream = { source: null, after: Number(root.dataset.after ?? 0), wait: 500, timer: 0, ended: false, asleep: false, heard: 0, patience: SILENCE };
  const link = { broken: false, asked: 0 };

  function connect() {
    if (stream.ended || stream.source) return;
    const url = new URL(root.dataset.live, location.href);
    url.searchParams.set("after", stream.after);
    const source = stream.source = new EventSource(url);
    const on = (name, act) => source.addEventListener(name, (event) => { heard(); act(event); });
    stream.heard = performance.now();
    source.onopen = () => { stream.heard = performance.now(); stream.wait = 500; badge("live", "Live"); };
    source.onerror = () => { close(); retry(); };
    on("message", () => {});
    on("fragment", (event) => { seen(event); fragment(event.data); });
    on("log", (event) => { if (seen(event)) document.dispatchEvent(new CustomEvent("groundplan:log", { detail: event.data })); });
    on("end", () => { stream.ended = true; close(); badge("ended", "Ended"); });
  }

  // False for what was there already: a chunk may come twice over a reconnection, never be shown twice.
  function seen(event) {
    const seq = Number(event.lastEventId);
    if (!seq || Number.isNaN(seq)) return true;
    if (seq <= stream.after) return false;
    stream.after = seq;
    return true;
  }

  function heard() {
    stream.heard = performance.now();
    if (link.broken) badge("live", "Live");
    link.broken = false;
  }

  function close() { stream.source?.close(); stream.source = null; }

  function retry() {
    clearTimeout(stream.timer);
    badge("reconnecting", "Reconnecting");
    stream.timer = setTimeout(connect, stream.wait * (0.75 + Math.random() / 2));
    stream.wait = Math.min(LONGEST_WAIT, stream.wait * 2);
  }

  function reopen() {
    clearTimeout(stream.timer);
    close();
    connect();
  }

  // A link can die without a word, and then looks like a quiet one. The portal says something every second; when it
  // does not, a small question that costs it nothing finds out whether the link is there.
  async function watch() {
    if (stream.ended || stream.asleep || silence() < suspicious() || performance.now() - link.asked < 1000) return;
    const asked = link.asked = performance.now();
    const answered = await answers();
    if (stream.ended || stream.asleep || stream.heard > asked) return;
    if (!answered) { link.broken = true; badge("reconnecting", "Reconnecting"); return; }
    const back = link.broken;
    link.broken = false;
    if (back || (stream.source && silence() > stream.patience)) {
      // An answer while the stream stays silent: the portal is busy, or what is between lets nothing through.
      stream.patience = back ? SILENCE : Math.min(30000, stream.patience * 2);
      reopen();
    }
  }

  const silence = () => performance.now() - stream.heard;
  const suspicious = () => (stream.source?.readyState === EventSource.OPEN ? SILENCE : OPENING);

  async function answers() {
    try {
      const icon = document.querySelector("link[rel=icon]").href;
      return (await fetch(icon, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(3000) })).ok;
    } catch {
      return false;
    }
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
    if (document.hidden) asleep = setTimeout(sleep, SLEEP_AFTER);
    else wake();
  }

  function sleep() {
    stream.asleep = true;
    clearTimeout(stream.timer);
    close();
    badge("paused", "Paused");
  }

  function wake() {
    stream.asleep = false;
    if (stream.ended || stream.source) return;
    stream.wait = 500;
    connect();
  }

  // ---- fragments
  // Nothing is exchanged under a finger: a button that is another when it comes up was never pressed.
  const finger = { down: false, waiting: [] };
  document.addEventListener("pointerdown", (event) => { finger.down = event.button === 0; }, true);
  for (const up of ["pointerup", "pointercancel"]) document.addEventListener(up, () => setTimeout(lift), true);

  function lift() {
    finger.down = false;
    finger.waiting.splice(0).forEach(fragment);
  }

  // Every drawing has a token of its own, clocks go on here, and a stream takes a space from the front of each line:
  // what differs in no more is what is there already.
  function said(element) {
    const copy = element.cloneNode(true);
    copy.querySelectorAll("input[name=_csrf], [data-live-badge]").forEach((part) => part.remove());
    copy.querySelectorAll("[data-since]").forEach((clock) => clock.replaceChildren());
    return copy.outerHTML.replace(/\n\s*/g, "\n");
  }

  function fragment(html) {
    if (finger.down) { finger.waiting.push(html); return; }
    const parsed = new DOMParser().parseFromString(`<body>${html}`, "text/html").body;
    for (const fresh of [...parsed.children]) {
      const old = fresh.id && document.getElementById(fresh.id);
      if (!old || said(old) === said(fresh)) continue;
      // Somebody reads a filtered or later page of this very plan: leave it.
      if (old.hasAttribute("data-hold") && old.dataset.key === fresh.dataset.key) continue;
      const focus = document.activeElement;
      const kept = old.contains(focus) ? { element: counterpart(focus, fresh), at: focus.selectionStart, end: focus.selectionEnd } : null;
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

  // Most buttons and links have no id, and are what they say.
  function counterpart(focus, fresh) {
    if (focus.id) return fresh.querySelector(`#${CSS.escape(focus.id)}`);
    return [...fresh.querySelectorAll(focus.localName)].find((other) =>
      ["name", "value", "href", "textContent"].every((what) => other[what] === focus[what]));
  }

  function refocus({ element, at, end }) {
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
  setInterval(watch, 500);
  connect();
})();
