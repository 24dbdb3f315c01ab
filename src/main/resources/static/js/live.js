// Live pages over one stream of server-sent events: fragments by id, log lines by sequence number.
// The browser's own reconnection forgets the position after an HTTP error, so this keeps it in the address.
(() => {
  const WINDOW = 2000, SLEEP_AFTER = 60000;
  const root = document.querySelector("[data-live]");
  const box = document.getElementById("log-box");
  const lines = document.getElementById("log-lines");
  const find = (name) => document.querySelector(`[data-log-${name}]`);

  // ---- the stream
  const stream = { source: null, after: Number(root?.dataset.after ?? 0), wait: 500, timer: 0, ended: false };

  function connect() {
    if (stream.ended || stream.source) return;
    const url = new URL(root.dataset.live, location.href);
    url.searchParams.set("after", stream.after);
    const source = stream.source = new EventSource(url);
    source.onopen = () => { stream.wait = 500; badge("live", "Live"); };
    source.onerror = () => { close(); retry(); };
    source.addEventListener("fragment", (event) => { seen(event); fragment(event.data); });
    source.addEventListener("log", (event) => { if (seen(event)) arrived(event.data); });
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

  // ---- the log
  const log = { pending: [], frame: 0, follow: true, unread: 0, dropped: false, news: 0 };
  const count = (html) => html.split("<div class=\"l").length - 1;
  const rows = () => lines.getElementsByClassName("l");

  function arrived(html) {
    if (!lines) return;
    log.pending.push(html);
    // Nothing that falls out of the window again is worth drawing.
    let held = 0, first = log.pending.length;
    while (first > 0 && held < WINDOW) held += count(log.pending[--first]);
    if (first > 0) { log.pending.splice(0, first); log.dropped = true; lines.replaceChildren(); }
    log.frame ||= requestAnimationFrame(draw);
    if (document.hidden) { cancelAnimationFrame(log.frame); log.frame = 0; draw(); }
  }

  function draw() {
    log.frame = 0;
    const html = log.pending.join("");
    log.pending.length = 0;
    const added = count(html);
    lines.insertAdjacentHTML("beforeend", html);
    box.querySelector(".gp-log-empty")?.remove();
    trim();
    log.news += added;
    if (log.follow) box.scrollTop = box.scrollHeight;
    else { log.unread += added; jump(); }
  }

  function trim() {
    let over = rows().length - WINDOW;
    while (over > 0 && lines.firstElementChild !== lines.lastElementChild) {
      const first = lines.firstElementChild;
      over -= first.getElementsByClassName("l").length;
      if (over < 0 && first.classList.contains("c")) break;
      first.remove();
      log.dropped = true;
    }
    if (log.dropped) earlier();
  }

  // The way back to what the window let go is a real page.
  function earlier() {
    const first = rows()[0]?.id.slice(1);
    const place = box.querySelector(".gp-log-more");
    if (!first || !place) return;
    const link = place.firstElementChild ?? place.appendChild(document.createElement("a"));
    link.textContent = "Load earlier lines";
    const url = new URL(box.dataset.page, location.href);
    url.searchParams.set("before", first);
    link.href = url.pathname + url.search;
  }

  function jump() {
    const button = find("jump");
    if (!button) return;
    button.hidden = log.follow || !log.unread;
    button.textContent = `Jump to the end (${log.unread} new)`;
  }

  function follow(on) {
    log.follow = on;
    if (on) { log.unread = 0; box.scrollTop = box.scrollHeight; }
    find("follow")?.setAttribute("aria-pressed", on);
    jump();
  }

  // Only up and down decide: a wide line that is scrolled sideways goes on following.
  let lastTop = 0;
  function scrolled() {
    const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 40;
    if (box.scrollTop < lastTop - 2 && !atEnd) follow(false);
    else if (atEnd && !log.follow) follow(true);
    lastTop = box.scrollTop;
  }

  function toggle(button, name) {
    const on = box.classList.toggle(name);
    button.setAttribute("aria-pressed", on);
  }

  let errorAt = -1;
  function nextError() {
    const errors = [...lines.querySelectorAll(".l.x")];
    if (!errors.length) return window.groundplan?.toast("No error in the lines that are loaded.");
    errorAt = (errorAt + 1) % errors.length;
    follow(false);
    mark(errors[errorAt].id.slice(1), errors[errorAt].id.slice(1));
    history.replaceState(null, "", `#${errors[errorAt].id}`);
    errors[errorAt].scrollIntoView({ block: "center" });
  }

  function range() {
    const match = /^#L(\d+)(?:-L?(\d+))?$/.exec(location.hash);
    return match ? [Number(match[1]), Number(match[2] ?? match[1])] : null;
  }

  function mark(from, to) {
    lines.querySelectorAll(".is-marked").forEach((row) => row.classList.remove("is-marked"));
    const last = Math.min(Number(to), Number(from) + WINDOW);
    for (let n = Number(from); n <= last; n++) document.getElementById(`L${n}`)?.classList.add("is-marked");
  }

  function showRange() {
    const at = range();
    if (!at || !lines) return;
    const row = document.getElementById(`L${at[0]}`);
    if (!row) {
      const url = new URL(box.dataset.page, location.href);
      url.searchParams.set("line", at[0]);
      const first = Number(rows()[0]?.id.slice(1) ?? 0);
      if (at[0] < first) location.replace(url.pathname + url.search + location.hash);
      return;
    }
    follow(false);
    mark(Math.min(...at), Math.max(...at));
    row.scrollIntoView({ block: "center" });
  }

  function pick(event) {
    const link = event.target.closest(".l > a");
    if (!link) return;
    const to = Number(link.textContent), from = range()?.[0];
    if (event.shiftKey && from) {
      event.preventDefault();
      history.replaceState(null, "", `#L${Math.min(from, to)}-L${Math.max(from, to)}`);
      mark(Math.min(from, to), Math.max(from, to));
    }
  }

  function copyLines() {
    const marked = [...lines.querySelectorAll(".is-marked")];
    const text = (marked.length ? marked : [...rows()]).map((row) => row.lastElementChild.textContent).join("\n");
    const what = marked.length === 1 ? "1 line" : `${marked.length || rows().length} lines`;
    navigator.clipboard.writeText(text).then(() => window.groundplan?.toast(`Copied ${what}`), () => window.groundplan?.toast("Copying is not allowed here.", "bad"));
  }

  // Ears get a summary, not thousands of lines.
  function announce() {
    const summary = document.getElementById("log-summary");
    if (summary && log.news) { summary.textContent = `${log.news} new log lines`; log.news = 0; }
  }

  function tick() {
    const now = Date.now();
    document.querySelectorAll("[data-since]").forEach((element) => {
      const s = Math.max(0, Math.round((now - Date.parse(element.dataset.since)) / 1000));
      if (s < 3600) element.textContent = s < 60 ? `${s} s` : `${Math.floor(s / 60)} min`;
    });
  }

  if (box && lines) {
    box.addEventListener("scroll", scrolled, { passive: true });
    lines.addEventListener("click", pick);
    addEventListener("hashchange", showRange);
    document.addEventListener("click", (event) => {
      const is = (name) => event.target.closest(`[data-log-${name}]`);
      if (is("wrap")) toggle(is("wrap"), "wrap-lines");
      if (is("times")) toggle(is("times"), "show-times");
      if (is("follow")) follow(!log.follow);
      if (is("jump")) follow(true);
      if (is("next-error")) nextError();
      if (is("copy")) copyLines();
    });
    if (root) box.scrollTop = box.scrollHeight;
    showRange();
    setInterval(announce, 10000);
  }
  if (root) {
    document.addEventListener("visibilitychange", visibility);
    addEventListener("pagehide", close);
    addEventListener("pageshow", (event) => { if (event.persisted) connect(); });
    setInterval(tick, 1000);
    connect();
  }
})();
