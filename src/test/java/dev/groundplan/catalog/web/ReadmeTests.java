package dev.groundplan.catalog.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadmeTests {
    private static final Set<String> TAGS =
            Set.of(
                    "html",
                    "head",
                    "body",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "p",
                    "a",
                    "em",
                    "strong",
                    "code",
                    "pre",
                    "ul",
                    "ol",
                    "li",
                    "blockquote",
                    "br",
                    "hr",
                    "table",
                    "thead",
                    "tbody",
                    "tr",
                    "th",
                    "td");
    private static final Set<String> ATTRIBUTES =
            Set.of("href", "rel", "id", "class", "start", "align", "title");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<ScRiPt src=//evil.example/x.js></sCrIpT>",
                "<img src=x onerror=alert(1)>",
                "<svg/onload=alert(1)>",
                "<svg><script>alert(1)</script></svg>",
                "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
                "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
                "<object data=javascript:alert(1)></object>",
                "<embed src=javascript:alert(1)>",
                "<form action=javascript:alert(1)><button>x",
                "<a href=javascript:alert(1)>x</a>",
                "<details open ontoggle=alert(1)>",
                "<style>body{background:url(//evil.example)}</style>",
                "<link rel=stylesheet href=//evil.example>",
                "<meta http-equiv=refresh content='0;url=//evil.example'>",
                "<base href=//evil.example/>",
                "<!--><img src=x onerror=alert(1)>-->",
                "<![CDATA[<script>alert(1)</script>]]>",
                "<?php echo 1 ?><script>alert(1)</script>",
                "</div></body><script>alert(1)</script>",
                "[x](javascript:alert(1))",
                "[x](JaVaScRiPt:alert(1))",
                "[x](&#106;avascript:alert(1))",
                "[x](java\tscript:alert(1))",
                "[x](\u0001javascript:alert(1))",
                "[x](<javascript:alert(1)>)",
                "[x]( javascript:alert(1))",
                "[x](vbscript:msgbox(1))",
                "[x](data:text/html;base64,PHNjcmlwdD4=)",
                "[x](file:///etc/passwd)",
                "[x](//evil.example)",
                "[x](/environments/1/destroy)",
                "[x](../../logout)",
                "[x][1]\n\n[1]: javascript:alert(1)",
                "[x][1]\n\n[1]: https://ok.example \"\\\" onmouseover=alert(1) x=\\\"\"",
                "<javascript:alert(1)>",
                "![x](https://evil.example/pixel.png)",
                "![x](data:image/svg+xml;base64,PHN2Zz4=)",
                "![x\"onerror=\"alert(1)](x)",
                "[![x](https://evil.example/a.svg)](javascript:alert(1))",
                "# <img src=x onerror=alert(1)>",
                "# x\" onmouseover=\"alert(1)",
                "`<script>alert(1)</script>`",
                "```html\"><script>alert(1)</script>\n<script>alert(1)</script>\n```",
                "|<script>alert(1)</script>|\n|---|\n|<img src=x onerror=alert(1)>|",
                "> <script>alert(1)</script>",
                "- <img src=x onerror=alert(1)>\n- [x](javascript:alert(1))",
                "**<b onmouseover=alert(1)>x</b>**",
                "&lt;script&gt;alert(1)&lt;/script&gt;",
                "[a](https://x.example/\"onmouseover=alert(1))",
                "\u202E<script>alert(1)</script>",
                "<a id=content></a><a id=toasts></a>",
            })
    void letsNothingThrough(String markdown) {
        var html = Readme.html(markdown, "title");

        for (var element : parsed(html).getAllElements()) {
            if (element.parent() == null) {
                continue;
            }
            assertThat(TAGS).as(html).contains(element.normalName());
            for (var attribute : element.attributes()) {
                assertThat(
                                ATTRIBUTES.contains(attribute.getKey())
                                        || attribute.getKey().equals("class"))
                        .as("%s in %s", attribute, html)
                        .isTrue();
            }
            if (element.hasAttr("href")) {
                assertThat(element.attr("href"))
                        .as(html)
                        .matches("(?i)(https?://|mailto:|#readme-).*");
            }
            if (element.hasAttr("id")) {
                assertThat(element.id()).startsWith("readme-");
            }
        }
    }

    @Test
    void rendersWhatAuthorsWrite() {
        var page =
                parsed(
                        Readme.html(
                                """
                # Service *site*

                | A | B |
                |---|---|
                | 1 | `x` |

                ## Try `this`
                ## Try this

                See [below](#try-this) and [the docs](https://example.com/a?b=c&d=e), or [main.tf](terraform/main.tf).
                ![A diagram](diagram.png)
                """,
                                "Another title"));

        assertThat(page.select("h2").eachText()).containsExactly("Service site");
        assertThat(page.select("h3[id]").eachAttr("id"))
                .containsExactly("readme-try-this", "readme-try-this-2");
        assertThat(page.select("table.gp-table td").eachText()).containsExactly("1", "x");
        assertThat(page.select("a").eachAttr("href"))
                .containsExactly("#readme-try-this", "https://example.com/a?b=c&d=e");
        assertThat(page.select("a[href^=https]").eachAttr("rel"))
                .containsExactly("noopener noreferrer nofollow");
        assertThat(page.text()).contains("or main.tf.").contains("A diagram");
    }

    @Test
    void leavesOutAHeadingThatOnlyRepeatsTheTitle() {
        assertThat(Readme.html("# My `site`\n\nIt is.\n\n## So", "My site"))
                .isEqualTo("<p>It is.</p>\n<h2 id=\"readme-so\">So</h2>\n");
    }

    @Test
    void isQuickWithWhatIsMeantToBeSlow() {
        for (var slow :
                new String[] {
                    "[".repeat(20_000),
                    "> ".repeat(5_000) + "x",
                    "*".repeat(20_000),
                    "`".repeat(20_000),
                    "- ".repeat(2_000),
                    "[a](".repeat(5_000),
                    "<".repeat(20_000),
                    "# x\n".repeat(5_000),
                    "|".repeat(5_000) + "\n" + "|-".repeat(5_000)
                }) {
            Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(10), () -> Readme.html(slow, "x"));
        }
    }

    private static Document parsed(String html) {
        return Jsoup.parse(html);
    }
}
