// The log of a run: new lines as they come, a window of them, following, permalinks, errors, copying.
(() => {
  const WINDOW = 2000;
  const box = document.getElementById("log-box");
  const lines = document.getElementById("log-lines");
  if (!box || !lines) return;
  const find = (name) => document.querySelector(`[data-log-${name}]`);
  const live = Boolean(document.querySelector("[data-live]"));

  const log = { pending: [], frame: 0, next: 0, follow: true, unread: 0, fits: true, skipped: false, dropped: false, news: 0, top: 0 };
  const count = (html) => html.split("<div class=\"l").length - 1;
  const rows = () => lines.getElementsByClassName("l");

  function arrived(html) {
    const added = count(html);
    log.pending.push(html);
    log.news += added;
    // Nothing that falls out of the window again is worth keeping.
    let held = 0, first = log.pending.length;
    while (first > 0 && held < WINDOW) held += count(log.pending[--first]);
    if (first > 0) { log.pending.splice(0, first); log.skipped = true; }
    if (!log.follow) { log.unread += added; jump(); }
    // Who reads further up is not disturbed: a full window stands still until they jump to the end.
    log.fits = !log.skipped && rows().length + held <= WINDOW;
    if (log.follow || log.fits) schedule();
  }

  // A slow machine draws less often, so that there is always time for clicks and keys.
  function schedule() {
    if (document.hidden) draw(); else log.frame ||= setTimeout(() => requestAnimationFrame(draw), Math.max(0, log.next - performance.now()));
  }

  function draw() {
    const begun = performance.now();
    clearTimeout(log.frame);
    log.frame = 0;
    if (!log.follow && !log.fits) return;
    if (log.skipped) { lines.replaceChildren(); log.skipped = false; log.dropped = true; }
    lines.insertAdjacentHTML("beforeend", log.pending.join(""));
    log.pending.length = 0;
    box.querySelector(".gp-log-empty")?.remove();
    trim();
    if (log.follow) toEnd();
    log.next = begun + 3 * (performance.now() - begun);
  }

  // Where the page itself scrolled to is nobody's wish.
  function toEnd() {
    box.scrollTop = box.scrollHeight;
    log.top = box.scrollTop;
  }

  // Lets whole groups go, but keeps the heading of the part whose lines are still here.
  function trim() {
    let over = rows().length - WINDOW;
    while (over > 0) {
      const first = lines.firstElementChild, next = first.nextElementSibling;
      const victim = first.matches("h3") && next?.matches(".c") ? next : first;
      if (victim === lines.lastElementChild) break;
      over -= victim.getElementsByClassName("l").length;
      victim.remove();
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
    if (on) { log.unread = 0; draw(); }
    find("follow")?.setAttribute("aria-pressed", on);
    jump();
  }

  // Only up and down decide: a wide line that is scrolled sideways goes on following.
  function scrolled() {
    const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 40;
    const moved = box.scrollTop - log.top;
    log.top = box.scrollTop;
    if (moved < -2 && !atEnd) follow(false);
    else if (moved > 0 && atEnd && !log.follow) follow(true);
  }

  function toggle(button, name) {
    const on = box.classList.toggle(name);
    button.setAttribute("aria-pressed", on);
    if (log.follow && live) toEnd();
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

  // A line outside of this window has its own page.
  function elsewhere(line) {
    const url = new URL(box.dataset.page, location.href);
    url.searchParams.set("before", line + 50);
    if (url.pathname + url.search !== location.pathname + location.search) location.replace(url.pathname + url.search + location.hash);
  }

  function showRange() {
    const at = range();
    if (!at) return;
    const row = document.getElementById(`L${at[0]}`);
    if (!row) return elsewhere(at[0]);
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
  document.addEventListener("groundplan:log", (event) => arrived(event.detail));
  if (live) toEnd();
  showRange();
  setInterval(announce, 10000);
})();
