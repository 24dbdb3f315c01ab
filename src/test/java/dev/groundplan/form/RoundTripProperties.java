package dev.groundplan.form;

import static dev.groundplan.form.TestForms.FORMS;
import static dev.groundplan.form.TestForms.READER;
import static dev.groundplan.form.TestForms.VALIDATOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.form.schema.Json;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import tools.jackson.databind.node.ObjectNode;

/** Values → page → browser → values, for random forms. */
class RoundTripProperties {

    @Property(tries = 400)
    void sendsBackWhatItShows(@ForAll long seed) {
        var random = new RandomForm(seed).object(0);
        var form = TestForms.of(random.schema());
        var values = (ObjectNode) random.value();

        var page = RenderedForm.of(FORMS.view(form, values, List.of(), Known.nothing()));
        var read = READER.read(form, page.submit());

        assertThat(Json.same(read, values))
                .withFailMessage(
                        () ->
                                "schema %s%nvalues %s%nread   %s"
                                        .formatted(form.schema(), values, read))
                .isTrue();
    }

    @Property(tries = 400)
    void acceptsWhatTheSchemaAccepts(@ForAll long seed) {
        var random = new RandomForm(seed).object(0);
        var form = TestForms.of(random.schema());

        assertThat(FormDefinitions.problem(form)).isEmpty();
        assertThat(VALIDATOR.validate(form, (ObjectNode) random.value(), Known.nothing()))
                .isEmpty();
    }

    @Property(tries = 200)
    void givesEveryFieldALabelAndAnIdOfItsOwn(@ForAll long seed) {
        var random = new RandomForm(seed).object(0);
        var form = TestForms.of(random.schema());

        var page =
                RenderedForm.of(
                        FORMS.view(form, (ObjectNode) random.value(), List.of(), Known.nothing()));

        var ids = page.page().select("[id]").eachAttr("id");
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(page.page().select("label[for]").eachAttr("for")).allMatch(ids::contains);
        page.page()
                .select("input:not([type=hidden]), select, textarea")
                .forEach(
                        control ->
                                assertThat(
                                                control.closest("label") != null
                                                        || page.page()
                                                                .select("label[for]")
                                                                .eachAttr("for")
                                                                .contains(control.id()))
                                        .as(control.outerHtml())
                                        .isTrue());
    }
}
