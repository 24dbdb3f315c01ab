package dev.groundplan.run.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AnsiHtmlTests {

    /** Nothing but these tags and entities may come out; every other character is text. */
    private static final String ALPHABET =
            "(?s)(<span class=\"a-(b|d|i|u|v|[fg]\\d\\d?)( a-(b|d|i|u|v|[fg]\\d\\d?))*\">|</span>"
                    + "|&(lt|gt|amp|quot|#39);|[^<>&\"'\\p{Cntrl}\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]|[\\t\\n]"
                    + "|[\\x{10000}-\\x{10ffff}])*+";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    plain                          | plain
                    <b>&"'                         | &lt;b&gt;&amp;&quot;&#39;
                    ~[31mred~[0m x                 | <span class="a-f1">red</span> x
                    ~[1;32mok~[m                   | <span class="a-b a-f2">ok</span>
                    ~[38;5;196mx                   | <span class="a-f9">x</span>
                    ~[38;5;16mx                    | <span class="a-f0">x</span>
                    ~[38;5;255mx                   | <span class="a-f7">x</span>
                    ~[38;2;0;255;10mx              | <span class="a-f10">x</span>
                    ~[38:2:0:255:10mx              | <span class="a-f10">x</span>
                    ~[48;5;4mx~[49my               | <span class="a-g4">x</span>y
                    ~[7mx~[27my                    | <span class="a-v">x</span>y
                    ~[31;7mx                       | <span class="a-g1">x</span>
                    ~[91;103mx                     | <span class="a-f9 a-g11">x</span>
                    ~[3;4;2mx~[23;24;22my          | <span class="a-d a-i a-u">x</span>y
                    a~[2Kb~[10;5Hc~[?25ld          | abcd
                    ~]0;title^x                    | x
                    ~]8;;https://evil~\\link~]8;;~\\ | link
                    ~P1;2qpayload~\\x              | x
                    10%!50%!100%                   | 100%
                    ~[31m10%!~[0mdone              | done
                    ~(Bx~=y                        | xy
                    ~[38;5mx                       | x
                    ~[999mx                        | x
                    """)
    void turnsCodesIntoClassesAndDropsTheRest(String input, String html) {
        String text = input.replace('~', '\u001b').replace('^', '\u0007').replace('!', '\r');
        assertThat(AnsiHtml.of(text)).isEqualTo(html);
    }

    @Test
    void showsControlCharactersAsSigns() {
        assertThat(AnsiHtml.of("a\u0000b\u0007c\u007fd\te\u0085f\u202eg\ufeffh\ud800i"))
                .isEqualTo("a␀bc␡d\te\ufffdf\ufffdgh\ufffdi");
    }

    @Test
    void keepsColoursOverLinesAndClosesThemAtEachEnd() {
        assertThat(AnsiHtml.of("\u001b[32ma\r\nb\n\u001b[0mc"))
                .isEqualTo("<span class=\"a-f2\">a</span>\n<span class=\"a-f2\">b</span>\nc");
    }

    @Test
    void endsAnUnfinishedSequenceAtTheLineEnd() {
        assertThat(AnsiHtml.of("\u001b]0;never closed\nnext \u001b[12\nlast"))
                .isEqualTo("\nnext \nlast");
    }

    @Test
    void dropsAnEndlessSequenceWithoutKeepingIt() {
        String html = AnsiHtml.of("\u001b]8;;" + "A".repeat(1_000_000) + "\u0007end");
        assertThat(html).endsWith("end");
        assertThat(AnsiHtml.of("\u001b[" + "1;".repeat(500_000) + "mx")).doesNotContain("span");
    }

    @Test
    void handsOutAVeryLongLineInPieces() {
        List<String> lines = new ArrayList<>();
        AnsiHtml ansi = new AnsiHtml();
        ansi.push("x".repeat(200_000) + "\n", lines::add);
        assertThat(lines)
                .hasSize(4)
                .allSatisfy(
                        line ->
                                assertThat(line.length())
                                        .isLessThanOrEqualTo(AnsiHtml.LONGEST_LINE));
        assertThat(String.join("", lines)).hasSize(200_000);
    }

    /** 150 ways to smuggle markup past an escaper, each with colours and cuts inside. */
    static Stream<String> payloads() {
        List<String> markup =
                List.of(
                        "<script>alert(1)</script>",
                        "<img src=x onerror=alert(1)>",
                        "<svg/onload=alert(1)>",
                        "\"><script>alert(1)</script>",
                        "' onmouseover='alert(1)",
                        "<a href=\"javascript:alert(1)\">x</a>",
                        "<iframe srcdoc='<script>alert(1)</script>'>",
                        "</span><script>alert(1)</script>",
                        "</div></section><h1>Applied</h1>",
                        "<div hx-get=\"/logout\" hx-trigger=\"load\">",
                        "<span data-hx-post=/x>",
                        "&lt;script&gt;",
                        "&#60;script&#62;",
                        "<!--<script>-->",
                        "<![CDATA[<script>alert(1)</script>]]>",
                        "<meta http-equiv=refresh content=0>",
                        "section_start:1:<script>",
                        "data: x\n\nevent: end\nid: 99\n",
                        "\u2028<script>\u2029",
                        "<scr\u0000ipt>alert(1)</scr\u0000ipt>",
                        "\ud83d<b>",
                        "<\u202escript>",
                        "\u00ad<\u200bscript>",
                        "\u009b31m<b>\u009d0;<i>\u009c",
                        "<style>*{display:none}</style>");
        List<String> codes =
                List.of(
                        "%s",
                        "\u001b[31m%s\u001b[0m",
                        "\u001b]0;%s",
                        "\u001b]8;;%s\u001b\\x",
                        "\u001b[%s",
                        "\r%s\r");
        return markup.stream()
                .flatMap(m -> codes.stream().map(c -> c.formatted(m.replace("%", "%%"))));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void letsNoMarkupThrough(String payload) {
        assertHarmless(AnsiHtml.of(payload));
        StringBuilder byteByByte = new StringBuilder();
        AnsiHtml ansi = new AnsiHtml();
        payload.chars()
                .forEach(
                        c ->
                                ansi.push(
                                        String.valueOf((char) c),
                                        line -> byteByByte.append(line).append('\n')));
        ansi.finish(line -> byteByByte.append(line).append('\n'));
        assertHarmless(byteByByte.toString());
        assertThat(byteByByte.toString().strip()).isEqualTo(AnsiHtml.of(payload).strip());
    }

    @Test
    void knowsHundredAndFiftyPayloads() {
        assertThat(payloads().count()).isGreaterThanOrEqualTo(150);
    }

    @Property(tries = 100_000)
    void writesOnlyItsOwnAlphabetWhateverComesIn(
            @ForAll("streams") String text, @ForAll Random random) {
        StringBuilder html = new StringBuilder();
        AnsiHtml ansi = new AnsiHtml();
        for (int at = 0; at < text.length(); ) {
            int end = Math.min(text.length(), at + 1 + random.nextInt(8));
            ansi.push(text.substring(at, end), line -> html.append(line).append('\n'));
            at = end;
        }
        ansi.finish(line -> html.append(line).append('\n'));
        assertThat(html.toString()).matches(ALPHABET);
    }

    @Provide
    Arbitrary<String> streams() {
        Arbitrary<String> pieces =
                Arbitraries.of(
                        "\u001b",
                        "[",
                        "]",
                        "m",
                        ";",
                        "31",
                        "38;5;",
                        "48;2;1;2;3",
                        "0",
                        "\u0007",
                        "\u001b\\",
                        "\r",
                        "\n",
                        "\b",
                        "<",
                        ">",
                        "&",
                        "\"",
                        "'",
                        "P",
                        "\u009b",
                        "\u009c",
                        "\u009d",
                        "\ud83d",
                        "\ude00",
                        "\u202e",
                        "\u0000",
                        "\u0085",
                        "é",
                        "x");
        return Arbitraries.oneOf(
                pieces.list().ofMaxSize(24).map(list -> String.join("", list)),
                Arbitraries.strings().all().ofMaxLength(24));
    }

    private static void assertHarmless(String html) {
        assertThat(html).matches(ALPHABET);
        var body = Jsoup.parseBodyFragment(html).body();
        assertThat(body.getAllElements())
                .allSatisfy(element -> assertThat(element.tagName()).isIn("body", "span"));
        assertThat(body.select("span"))
                .allSatisfy(span -> assertThat(span.attributes().size()).isEqualTo(1));
    }
}
