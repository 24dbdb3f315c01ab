package dev.groundplan.browser;

import com.microsoft.playwright.Page;
import java.util.List;

/**
 * Sits in a page and watches its log: every line that comes must be the next one, and whatever is
 * drawn must be lines without a gap, in order, each with its own text.
 */
final class LogRecorder {
    private static final String SCRIPT =
            """
            (() => {
              const seen = window.seenLines = { heard: 0, drawn: 0, problems: [], stamps: [] };
              const number = (row) => Number(row.id.slice(1));
              function drew(rows) {
                let before = 0;
                for (const row of rows) {
                  const n = number(row);
                  if (before && n !== before + 1) seen.problems.push(`drew ${n} after ${before}`);
                  const says = row.lastElementChild.textContent;
                  if (n > seen.drawn && says.startsWith("line ") && says !== `line ${n}`) seen.problems.push(`${n} says ${says}`);
                  before = n;
                }
                if (before < seen.drawn) seen.problems.push(`drew ${before} last after ${seen.drawn}`);
                seen.drawn = before;
                seen.stamps.push([before, Date.now()]);
              }
              document.addEventListener("groundplan:log", (event) => {
                for (const [, id] of event.detail.matchAll(/ id="L(\\d+)"/g)) {
                  if (Number(id) !== seen.heard + 1) seen.problems.push(`heard ${id} after ${seen.heard}`);
                  seen.heard = Number(id);
                }
              });
              document.addEventListener("DOMContentLoaded", () => {
                const lines = document.getElementById("log-lines");
                if (!lines) return;
                const rows = lines.getElementsByClassName("l");
                if (rows.length) drew(rows);
                seen.heard = seen.drawn;
                new MutationObserver(() => drew(rows)).observe(lines, { childList: true });
              });
            })();
            """;
    private final Page page;

    LogRecorder(Page page) {
        this.page = page;
        page.addInitScript(SCRIPT);
        page.reload();
    }

    /** The last line that was drawn. */
    int drawn() {
        return number("window.seenLines.drawn");
    }

    int heard() {
        return number("window.seenLines.heard");
    }

    /** Milliseconds from a moment until a line was on the page; negative when it was there. */
    long delay(int line, long since) {
        var at =
                page.evaluate(
                        "line => window.seenLines.stamps.find(([last]) => last >= line)[1]", line);
        return ((Number) at).longValue() - since;
    }

    @SuppressWarnings("unchecked")
    List<String> problems() {
        return (List<String>) page.evaluate("window.seenLines.problems.slice(0, 20)");
    }

    private int number(String script) {
        return ((Number) page.evaluate(script)).intValue();
    }
}
