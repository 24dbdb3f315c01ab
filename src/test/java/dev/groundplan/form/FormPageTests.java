package dev.groundplan.form;

import static dev.groundplan.form.TestForms.FORMS;
import static dev.groundplan.form.TestForms.READER;
import static dev.groundplan.form.TestForms.VALIDATOR;
import static dev.groundplan.form.TestForms.parameters;
import static dev.groundplan.form.TestForms.values;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class FormPageTests {
    private final FormDefinition form = TestForms.webServer();

    @Test
    void sendsBackTheDefaults() {
        var values = Defaults.initial(form);

        var read = READER.read(form, page(values).submit());

        assertThat(VALIDATOR.visible(form, read)).isEqualTo(values);
    }

    @Test
    void namesEveryProblemAboveTheFormWithALinkToItsField() {
        var page =
                checked(
                        "{'name': 'A', 'servers': 9, 'public': true, 'allowed': [{'cidr': 'x', 'port': 0}]}");

        var links = page.page().select("#form-errors a");

        assertThat(links.eachText())
                .contains("Service name", "Servers", "Allowed addresses › Rule 1 › Port");
        links.forEach(link -> page.byId(link.attr("href").substring(1)));
        assertThat(page.byId("form-errors").hasAttr("autofocus")).isTrue();
    }

    @Test
    void tiesAProblemToItsControl() {
        var page = checked("{'servers': 9}");

        var control = page.byId("values/servers");

        assertThat(control.attr("aria-invalid")).isEqualTo("true");
        assertThat(described(page, control)).contains("1 to 6.", "Must be at most 6, but is 9.");
    }

    @Test
    void keepsWhatWasTypedWhereANumberWasAskedFor() {
        var typed = READER.read(form, parameters("values/servers", "many"));

        var page = RenderedForm.of(FORMS.view(form, typed, List.of(), Known.nothing()));

        assertThat(page.byId("values/servers").attr("value")).isEqualTo("many");
    }

    @Test
    void showsAllFieldsWithoutScriptsAndSaysWhenTheyMatter() {
        var page = page(Defaults.initial(form));

        assertThat(page.byId("values/allowed").text())
                .contains("Only if Reachable from the internet is yes");
        assertThat(page.byId("values/allowed/$shown").attr("data-shown")).isEqualTo("false");
        assertThat(page.byId("values/allowed/$shown").attr("data-if"))
                .isEqualTo("{\"values/public\":\"true\"}");
    }

    @Test
    void showsAFixedValueWithoutAControlAndSendsItBack() {
        var known = Known.previous(values("{'name': 'orders'}"));

        var page =
                RenderedForm.of(FORMS.view(form, values("{'name': 'orders'}"), List.of(), known));

        assertThat(page.byId("values/name").text()).isEqualTo("orders");
        assertThat(page.page().select("input[name=values/name]").attr("type")).isEqualTo("hidden");
        assertThat(READER.read(form, page.submit()).get("name").stringValue()).isEqualTo("orders");
    }

    @Test
    void listsTheSectionsOfALongForm() {
        assertThat(page(Defaults.initial(form)).page().select(".form-steps a").eachAttr("href"))
                .containsExactly("#section-1", "#section-2", "#section-3");
        var shortForm = TestForms.form("{'name': {'type': 'string'}}");
        var page = RenderedForm.of(FORMS.view(shortForm, values("{}"), List.of(), Known.nothing()));
        assertThat(page.page().select(".form-steps")).isEmpty();
    }

    @Test
    void hasNoInlineScriptOrStyleAndNoTemplateLeftovers() {
        var html = checked("{'servers': 9, 'tags': {'<script>': '<img src=x onerror=alert(1)>'}}");

        html.page()
                .getAllElements()
                .forEach(
                        element ->
                                element.attributes()
                                        .forEach(
                                                attribute ->
                                                        assertThat(attribute.getKey())
                                                                .doesNotStartWith("on")
                                                                .doesNotStartWith("th:")
                                                                .isNotEqualTo("style")));
        assertThat(html.page().select("script, style, img")).isEmpty();
    }

    @Test
    void pressesTheHarmlessButtonOnEnter() {
        var first = page(Defaults.initial(form)).page().selectFirst("form button[type=submit]");

        assertThat(first.attr("name")).isEmpty();
    }

    @Test
    void answersAChangedFieldWithMessagesAndSwitchesOnly() {
        var sent = page(Defaults.initial(form)).submit();
        sent.set("values/servers", "9");
        sent.set("values/public", "true");

        var check = FORMS.check(form, sent, "values/servers", Known.nothing());
        var answer =
                RenderedForm.of(
                        "<th:block th:replace=\"~{form/_check}\"></th:block>",
                        Map.of("check", check));

        assertThat(answer.byId("values/servers/$problem").text())
                .isEqualTo("Must be at most 6, but is 9.");
        assertThat(answer.byId("values/allowed/$shown").attr("data-shown")).isEqualTo("true");
        assertThat(answer.page().select("input, select, textarea, [id$=problem]")).hasSize(1);
    }

    @Test
    void clearsTheMessageOfAFieldThatIsGoodAgain() {
        var sent = page(Defaults.initial(form)).submit();

        var check = FORMS.check(form, sent, "values/servers", Known.nothing());

        assertThat(check.messages())
                .containsExactly(new FieldCheckView.Message("values/servers/$problem", List.of()));
    }

    private RenderedForm page(ObjectNode values) {
        return RenderedForm.of(FORMS.view(form, values, List.of(), Known.nothing()));
    }

    private RenderedForm checked(String text) {
        var values = values(text);
        var problems = VALIDATOR.validate(form, values, Known.nothing());
        return RenderedForm.of(FORMS.view(form, values, problems, Known.nothing()));
    }

    private static String described(RenderedForm page, Element control) {
        var texts = new StringBuilder();
        for (var id : control.attr("aria-describedby").split(" ")) {
            texts.append(page.byId(id).text()).append(' ');
        }
        return texts.toString();
    }
}
