package dev.groundplan.form;

import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.templateresolver.StringTemplateResolver;

/** A form as HTML, and what a browser without JavaScript would send of it. */
final class RenderedForm {
    private static final SpringTemplateEngine ENGINE = engine();
    private static final String FORM =
            """
            <form method="post" action="/environments" data-form novalidate><th:block
            th:replace="~{components/form-fields :: fields(${form})}"></th:block>
            <div class="form-actions"><button type="submit" class="btn btn-primary">Review</button></div></form>
            """;

    private final String html;
    private final Document page;

    private RenderedForm(String html) {
        this.html = html;
        this.page = Jsoup.parse(html);
        page.outputSettings().prettyPrint(false);
    }

    static RenderedForm of(FormView view) {
        return new RenderedForm(
                render(FORM, Map.of("form", view, "checkUrl", "/environments/check")));
    }

    static RenderedForm of(String template, Map<String, Object> model) {
        return new RenderedForm(render(template, model));
    }

    String html() {
        return html;
    }

    Document page() {
        return page;
    }

    Element byId(String id) {
        var element = page.getElementById(id);
        if (element == null) {
            throw new AssertionError("nothing has the id " + id);
        }
        return element;
    }

    /** The successful controls, as the HTML standard says. */
    MultiValueMap<String, String> submit() {
        var sent = new LinkedMultiValueMap<String, String>();
        for (var control : page.select("form input, form select, form textarea")) {
            if (!control.attr("name").isEmpty() && control.closest("template") == null) {
                send(control, sent);
            }
        }
        return sent;
    }

    /** Presses a button by its value. */
    MultiValueMap<String, String> press(String value) {
        var button =
                page.select("form button[name=edit]").stream()
                        .filter(b -> b.attr("value").equals(value) && b.closest("template") == null)
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no button " + value));
        var sent = submit();
        sent.add(button.attr("name"), value);
        return sent;
    }

    private static void send(Element control, MultiValueMap<String, String> sent) {
        var name = control.attr("name");
        if (control.normalName().equals("select")) {
            var selected = control.selectFirst("option[selected]");
            var first = control.selectFirst("option");
            var option = selected == null ? first : selected;
            if (option != null) {
                sent.add(name, option.attr("value"));
            }
        } else if (control.normalName().equals("textarea")) {
            sent.add(name, control.wholeText().replace("\n", "\r\n"));
        } else if (!Set.of("checkbox", "radio").contains(control.attr("type"))) {
            sent.add(name, control.attr("value").replaceAll("[\r\n]", ""));
        } else if (control.hasAttr("checked")) {
            sent.add(name, control.attr("value"));
        }
    }

    private static String render(String template, Map<String, Object> model) {
        return ENGINE.process(template, new Context(java.util.Locale.ENGLISH, model));
    }

    private static SpringTemplateEngine engine() {
        var files = new ClassLoaderTemplateResolver();
        files.setPrefix("templates/");
        files.setSuffix(".html");
        files.setCharacterEncoding("UTF-8");
        files.setResolvablePatterns(Set.of("components/*", "form/*"));
        files.setOrder(1);
        var texts = new StringTemplateResolver();
        texts.setOrder(2);
        var engine = new SpringTemplateEngine();
        engine.addTemplateResolver(files);
        engine.addTemplateResolver(texts);
        return engine;
    }
}
