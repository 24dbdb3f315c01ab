package dev.groundplan.run.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** Renders every page with sample views and checks what is true of all pages. */
@ActiveProfiles("preview")
@SpringBootTest(
        classes = PreviewApplication.class,
        properties = "spring.config.location=classpath:/preview.yaml")
class PagesRenderTests {

    private final MockMvc mvc;

    PagesRenderTests(@Autowired WebApplicationContext context) {
        mvc = MockMvcBuilders.webAppContextSetup(context).build();
    }

    static Stream<String> pages() {
        return SamplePages.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void isOnePageWithOneHeadingThatAContentPolicyAccepts(String page) throws Exception {
        Document document = render(page);
        assertThat(document.documentType()).isNotNull();
        assertThat(document.title()).endsWith("· Groundplan").doesNotStartWith("·");
        assertThat(document.select("h1")).hasSize(1);
        assertThat(document.select("main")).hasSize(1);
        assertThat(
                        document.select(
                                "style, [style], script:not([src]), [src^=http], link[href^=http]"))
                .isEmpty();
        assertThat(inlineHandlers(document)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void namesEverythingThatCanBeUsed(String page) throws Exception {
        Document document = render(page);
        List<String> ids = document.select("[id]").eachAttr("id");
        assertThat(ids).doesNotHaveDuplicates().doesNotContain("");
        assertThat(document.select("input:not([type=hidden]):not([type=submit]), select, textarea"))
                .allSatisfy(
                        field ->
                                assertThat(labelOf(document, field))
                                        .as(field.outerHtml())
                                        .isNotBlank());
        assertThat(document.select("button, a[href], summary"))
                .allSatisfy(
                        control ->
                                assertThat(control.text() + control.attr("aria-label"))
                                        .as(control.outerHtml())
                                        .isNotBlank());
        assertThat(document.select("[aria-labelledby], [aria-describedby], label[for]"))
                .allSatisfy(e -> references(document, e));
        assertThat(document.select("th:not([scope])")).isEmpty();
        assertThat(document.select("img:not([alt])")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void nestsOnlyWhatMayBeNested(String page) throws Exception {
        Document document = render(page);
        assertThat(
                        document.select(
                                "form form, a a, button a, a button, p div, p p, p ul, li > li, dl > span"))
                .isEmpty();
        assertThat(document.select("form[method=post]").not("[action^=/]")).isEmpty();
        assertThat(document.select("svg use").eachAttr("href"))
                .allMatch(href -> href.contains("#i-"));
    }

    private Document render(String page) throws Exception {
        var answer =
                mvc.perform(MockMvcRequestBuilders.get("/preview/" + page))
                        .andReturn()
                        .getResponse();
        assertThat(answer.getStatus()).as("%s", answer.getErrorMessage()).isEqualTo(200);
        assertThat(answer.getContentAsString()).contains("</html>");
        return Jsoup.parse(answer.getContentAsString());
    }

    private static List<String> inlineHandlers(Document document) {
        List<String> handlers = new ArrayList<>();
        for (Element element : document.getAllElements()) {
            element.attributes()
                    .forEach(
                            attribute -> {
                                if (attribute.getKey().startsWith("on")
                                        || attribute.getKey().startsWith("hx-on")
                                        || attribute.getValue().startsWith("javascript:")) {
                                    handlers.add(element.tagName() + " " + attribute);
                                }
                            });
        }
        return handlers;
    }

    private static String labelOf(Document document, Element field) {
        Element wrapping = field.closest("label");
        Element pointing =
                field.id().isEmpty()
                        ? null
                        : document.selectFirst("label[for=\"" + field.id() + "\"]");
        return (wrapping == null ? "" : wrapping.text())
                + (pointing == null ? "" : pointing.text())
                + field.attr("aria-label");
    }

    private static void references(Document document, Element element) {
        String ids =
                element.attr("aria-labelledby")
                        + " "
                        + element.attr("aria-describedby")
                        + " "
                        + element.attr("for");
        for (String id : ids.strip().split("\\s+")) {
            assertThat(document.getElementById(id))
                    .as("%s named by %s", id, element.cssSelector())
                    .isNotNull();
        }
    }
}
