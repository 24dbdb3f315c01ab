package dev.groundplan.form;

import static dev.groundplan.form.TestForms.FORMS;
import static dev.groundplan.form.TestForms.READER;
import static dev.groundplan.form.TestForms.parameters;
import static dev.groundplan.form.TestForms.values;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Editors without JavaScript: a press on a button, the page again. */
class FormEditTests {
    private final FormDefinition form = TestForms.webServer();

    @Test
    void addsAnEntryWithItsDefaultsAndFocusesIt() {
        var page = press(page("{'allowed': [{'cidr': '10.0.0.0/8', 'port': 22}]}"), "add:/allowed");

        assertThat(read(page).get("allowed"))
                .isEqualTo(TestForms.json("[{'cidr': '10.0.0.0/8', 'port': 22}, {'port': 443}]"));
        assertThat(page.page().select("[autofocus]").eachAttr("id"))
                .containsExactly("values/allowed/1/cidr");
    }

    @Test
    void removesAnEntryAndKeepsTheOthers() {
        var page = press(page("{'ports': [80, 443, 8080]}"), "remove:/ports/1");

        assertThat(read(page).get("ports")).isEqualTo(TestForms.json("[80, 8080]"));
    }

    @Test
    void worksInsideOfEntries() {
        var page = page("{'allowed': [{'cidr': 'a', 'port': 1}, {'cidr': 'b', 'port': 2}]}");

        page = press(press(page, "add:/allowed/1/tags"), "add:/allowed/1/tags");
        page = press(page, "remove:/allowed/1/tags/0");

        assertThat(read(page).at("/allowed/1/tags")).isEqualTo(TestForms.json("['']"));
    }

    @Test
    void addsARowToAMapAndKeepsItWhileItHasNoName() {
        var page = press(press(page("{'tags': {'owner': 'x'}}"), "add:/tags"), "add:/tags");

        assertThat(page.page().select("fieldset[id=values/tags] [data-entry]:not(template *)"))
                .hasSize(3);
        assertThat(page.page().select("[autofocus]").eachAttr("id"))
                .containsExactly("values/tags/2/$key");
        page = press(press(page, "remove:/tags/2"), "remove:/tags/1");
        assertThat(read(page).get("tags")).isEqualTo(TestForms.json("{'owner': 'x'}"));
    }

    @Test
    void addsAndRemovesAnOptionalObject() {
        var page = press(page("{}"), "add:/database");

        assertThat(read(page).get("database")).isEqualTo(TestForms.json("{'disk': 20}"));
        assertThat(read(press(page, "remove:/database")).has("database")).isFalse();
    }

    @Test
    void keepsEverythingElseAsItWasTyped() {
        var sent = page("{}").press("add:/ports");
        sent.set("values/servers", "many");
        sent.set("values/name", "Not Valid");

        var read = READER.read(form, FormEdit.in(sent).orElseThrow().apply(sent));

        assertThat(read.get("servers").stringValue()).isEqualTo("many");
        assertThat(read.get("name").stringValue()).isEqualTo("Not Valid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"add:", "add:allowed", "drop:/allowed", "remove:/", "add://", ""})
    void takesOtherButtonsForNoEdit(String value) {
        assertThat(FormEdit.in(parameters("edit", value))).isEmpty();
    }

    @Test
    void addsNothingBeyondWhatAListMayHold() {
        var sent =
                parameters(
                        "edit",
                        "add:/ports",
                        "values/ports/$present",
                        "list",
                        "values/ports/9999",
                        "1");

        var read = READER.read(form, FormEdit.in(sent).orElseThrow().apply(sent));

        assertThat(read.get("ports")).hasSize(1);
    }

    private RenderedForm page(String values) {
        return RenderedForm.of(FORMS.view(form, values(values), List.of(), Known.nothing()));
    }

    private RenderedForm press(RenderedForm page, String button) {
        var sent = page.press(button);
        var edit = FormEdit.in(sent).orElseThrow();
        var read = READER.read(form, edit.apply(sent));
        return RenderedForm.of(FORMS.view(form, read, edit, Known.nothing()));
    }

    private ObjectNode read(RenderedForm page) {
        return READER.read(form, page.submit());
    }
}
