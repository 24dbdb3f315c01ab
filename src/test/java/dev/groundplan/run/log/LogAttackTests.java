package dev.groundplan.run.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a tool prints becomes text with colours, and nothing else. */
class LogAttackTests {
    private static final String ESC = "\u001b";
    private static final String[] PIECES = {
        "<",
        ">",
        "&",
        "\"",
        "'",
        "<script>",
        "</div>",
        "<img src=x onerror=alert(1)>",
        "<!--",
        "]]>",
        "<svg/onload=alert(1)>",
        "&lt;script&gt;",
        "javascript:",
        "\r",
        "\b",
        "\t",
        "\0",
        "\u0007",
        "\u007f",
        ESC,
        ESC + "[",
        ESC + "[31m",
        ESC + "[38;5;200m",
        ESC + "[38;2;1;2;3m",
        ESC + "[0m",
        ESC + "[2J",
        ESC + "[999999999999;1m",
        ESC + "]8;;javascript:alert(1)" + ESC + "\\",
        ESC + "]0;title\u0007",
        ESC + "P",
        ESC + "_x",
        "\u009b31m",
        "\u009d",
        "\u202e",
        "\u2066",
        "\u200b",
        "\ufeff",
        "\ud800",
        "\udc00",
        "\ud83d\ude00",
        "\u2028",
        "\ue000",
        "x",
        "error",
        "event: end",
        "data: x",
        "section_start:0:x\r" + ESC + "[0K",
        "\" class=\"x",
        "';!--\"<XSS>=&{()}"
    };

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void showsAnyMixtureAsTextAndClasses(int seed) {
        var random = new Random(seed);
        for (int i = 0; i < 25_000; i++) {
            assertHarmless(mixture(random));
        }
    }

    private static String mixture(Random random) {
        var text = new StringBuilder();
        int pieces = 1 + random.nextInt(12);
        for (int i = 0; i < pieces; i++) {
            text.append(
                    random.nextInt(4) == 0
                            ? String.valueOf((char) random.nextInt(0x10000))
                            : PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static void assertHarmless(String printed) {
        var html = AnsiHtml.of(printed);
        var rest =
                html.replaceAll("<span class=\"[a-z0-9 -]+\">|</span>|&(lt|gt|amp|quot|#39);", "");
        assertThat(rest)
                .as(printed)
                .doesNotContain("<", ">", "\"", "'", "&", ESC, "\u009b", "\u202e");
        assertThat(rest.chars().filter(c -> c < 0x20 && c != '\t' && c != '\n'))
                .as(printed)
                .isEmpty();
        assertThat(count(html, "<span")).as(printed).isEqualTo(count(html, "</span>"));
    }

    private static int count(String text, String part) {
        return text.split(part, -1).length - 1;
    }

    @Test
    void makesTheSameOfOneCharacterAtATimeAsOfTheWhole() {
        var random = new Random(5);
        for (int i = 0; i < 5_000; i++) {
            var text = mixture(random);
            var rows = new ArrayList<String>();
            var ansi = new AnsiHtml();
            text.chars().forEach(c -> ansi.push(String.valueOf((char) c), rows::add));
            ansi.finish(rows::add);

            assertThat(String.join("\n", rows)).isEqualTo(AnsiHtml.of(text));
        }
    }

    @Test
    void dropsTheAddressOfALinkAndKeepsItsText() {
        var link =
                ESC + "]8;;javascript:alert(1)" + ESC + "\\click" + ESC + "]8;;" + ESC + "\\ after";

        assertThat(AnsiHtml.of(link)).isEqualTo("click after");
    }

    @Test
    void needsLittleMemoryForASequenceWithoutEnd() {
        var rows = new ArrayList<String>();
        var ansi = new AnsiHtml();
        ansi.push(ESC + "]0;" + "x".repeat(1024 * 1024), rows::add);
        ansi.finish(rows::add);

        assertThat(rows)
                .allSatisfy(
                        row -> assertThat(row.length()).isLessThanOrEqualTo(AnsiHtml.LONGEST_LINE));
    }

    @Test
    void cannotLeaveItsRow() {
        var chunks = new ArrayList<LogRows.Chunk>();
        for (int i = 0; i < PIECES.length; i++) {
            var text = PIECES[i] + "\n</span></div></div><h3>fake</h3>" + PIECES[i];
            chunks.add(
                    new LogRows.Chunk(
                            i + 1, "OUT", false, 2L * i + 1, Instant.EPOCH, PIECES[i], text));
        }

        var html = Jsoup.parseBodyFragment(LogHtml.of(chunks).toString()).body();

        assertThat(html.select("div.l")).hasSize(2 * PIECES.length);
        assertThat(html.select("h3")).hasSize(PIECES.length);
        assertThat(html.getAllElements().stream().map(Element::tagName))
                .isSubsetOf(List.of("body", "h3", "div", "a", "time", "span"));
        assertThat(html.getAllElements().stream().flatMap(e -> e.attributes().asList().stream()))
                .allSatisfy(
                        attribute ->
                                assertThat(attribute.getKey())
                                        .isIn("class", "id", "href", "data-seq"));
        assertThat(html.select("a").eachAttr("href")).allMatch(href -> href.matches("#L\\d+"));
    }
}
