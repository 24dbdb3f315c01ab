package dev.groundplan.run.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class LogRowsTests {

    private static final Instant AT = Instant.parse("2026-03-03T14:05:09Z");

    private static LogRows.Chunk chunk(long seq, long firstLine, String text) {
        return new LogRows.Chunk(seq, "OUT", false, firstLine, AT, null, text);
    }

    private static Element body(LogHtml html) {
        return Jsoup.parseBodyFragment(html.toString()).body();
    }

    @Test
    void numbersEveryLineAndKeepsEmptyOnes() {
        Element body = body(new LogRows().rows(List.of(chunk(3, 10, "a\n\nb\n"))));
        assertThat(body.select(".l").eachAttr("id")).containsExactly("L10", "L11", "L12", "L13");
        assertThat(body.select(".l > span").eachText()).containsExactly("a", "b");
        assertThat(body.select(".l > a").eachAttr("href")).contains("#L12");
        assertThat(body.select(".l > time").first().text()).isEqualTo("14:05:09");
        assertThat(body.select(".c").attr("data-seq")).isEqualTo("3");
    }

    @Test
    void keepsTheColourOfAStreamFromOneChunkToTheNext() {
        LogRows rows = new LogRows();
        rows.rows(List.of(chunk(1, 1, "\u001b[31mred")));
        assertThat(rows.rows(List.of(chunk(2, 2, "still\u001b[0m"))).toString())
                .contains("<span class=\"a-f1\">still</span>");
        assertThat(
                        rows.rows(List.of(new LogRows.Chunk(3, "ERR", true, 3, AT, null, "other")))
                                .toString())
                .contains("<span>other</span>");
    }

    @Test
    void marksHeadingsErrorsAndWarnings() {
        var chunk =
                new LogRows.Chunk(
                        1,
                        "OUT",
                        true,
                        1,
                        AT,
                        "Plan · <b>",
                        "\u001b[31m│\u001b[0m \u001b[31mError: \u001b[0mno\nWarning: old\n0 failed, all fine\nTASK FAILED!");
        Element body = body(LogHtml.of(List.of(chunk)));
        assertThat(body.select("h3").text()).isEqualTo("Plan · <b>");
        assertThat(body.select(".l.e")).hasSize(4);
        assertThat(body.select(".l.x").eachAttr("id")).containsExactly("L1", "L4");
        assertThat(body.select(".l.w").eachAttr("id")).containsExactly("L2");
    }

    @Test
    void groupsManyRowsSoThatTheBrowserCanLetThemGo() {
        Element body = body(LogHtml.of(List.of(chunk(1, 1, "x\n".repeat(600) + "x"))));
        assertThat(body.select(".l")).hasSize(601);
        assertThat(body.select(".c")).hasSize(3);
        assertThat(body.select(".c .c")).isEmpty();
    }
}
