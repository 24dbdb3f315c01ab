package dev.groundplan.form;

import static dev.groundplan.form.TestForms.FORMS;
import static dev.groundplan.form.TestForms.VALIDATOR;
import static dev.groundplan.form.TestForms.form;
import static dev.groundplan.form.TestForms.json;
import static dev.groundplan.form.TestForms.values;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets go in and never come out. */
class SecretsTests {
    private static final String CANARY = "hunter2-canary";

    private final FormDefinition form =
            form(
                    """
                    {"name*": {"type": "string", "pattern": "^[a-z]+$"},
                     "password*": {"type": "string", "writeOnly": true},
                     "key": {"type": "string", "writeOnly": true, "ui:widget": "textarea"},
                     "login": {"type": "object", "writeOnly": true, "additionalProperties": {"type": "string"}}}
                    """);

    /** S51: each rule of a secret broken beside a broken sibling. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type': 'string', 'writeOnly': true, 'pattern': '^x$'}",
                "{'type': 'string', 'writeOnly': true, 'maxLength': 3}",
                "{'type': 'string', 'writeOnly': true, 'minLength': 99}",
                "{'type': 'string', 'writeOnly': true, 'enum': ['a', 'b']}",
                "{'type': 'string', 'writeOnly': true, 'const': 'a'}",
                "{'type': 'string', 'writeOnly': true, 'format': 'ipv4'}",
                "{'type': 'integer', 'writeOnly': true}",
                "{'type': 'boolean', 'writeOnly': true}",
                "{'type': 'array', 'writeOnly': true}",
                "{'type': 'object', 'writeOnly': true, 'properties': {'a': {'type': 'string'}}}"
            })
    void neverRepeatsASecret(String schema) {
        var form =
                form(
                        "{'name*': {'type': 'string', 'pattern': '^[a-z]+$'}, 'secret*': "
                                + schema
                                + "}");
        for (var secret :
                List.of(
                        json("'" + CANARY + "'"),
                        json("{'" + CANARY + "': '" + CANARY + "'}"),
                        json("['" + CANARY + "', {'a': '" + CANARY + "'}]"))) {
            var values = values("{'name': 'NOT VALID'}");
            values.set("secret", secret);

            var problems = VALIDATOR.validate(form, values, Known.nothing());
            var page = RenderedForm.of(FORMS.view(form, values, problems, Known.nothing()));

            assertThat(problems).extracting(ValueProblem::pointer).contains("/name");
            assertThat(problems.toString() + page.html()).doesNotContain("canary");
            assertThat(FORMS.review(form, Known.nothing(), values).toString())
                    .doesNotContain("canary");
        }
    }

    @Test
    void asksToTypeASecretAgainInsteadOfSendingItBack() {
        var page =
                RenderedForm.of(
                        FORMS.view(
                                form,
                                values("{'password': '" + CANARY + "'}"),
                                List.of(),
                                Known.nothing()));

        assertThat(page.byId("values/password").attr("value")).isEmpty();
        assertThat(page.byId("values/password/$help").text()).contains("Type it again");
    }

    @Test
    void keepsAStoredSecretThatIsNotTyped() {
        var known = Known.previous(values("{'name': 'orders', 'password': {'$secret': 'id-1'}}"));
        var typed = values("{'name': 'orders'}");

        assertThat(VALIDATOR.validate(form, typed, known)).isEmpty();
        assertThat(Secrets.carry(form, typed, known)).isEqualTo(known.previous());
        assertThat(FORMS.review(form, known, typed))
                .contains(
                        new ReviewRow(
                                "Values",
                                "Password",
                                "/password",
                                "(secret, set)",
                                "(secret, set)",
                                false));
    }

    @Test
    void showsThatASecretIsStoredWithoutItsReference() {
        var known = Known.previous(values("{'key': {'$secret': 'id-1'}}"));

        var page = RenderedForm.of(FORMS.view(form, known.previous(), List.of(), known));

        assertThat(page.byId("values/key").attr("placeholder")).contains("Stored");
        assertThat(page.html()).doesNotContain("id-1").doesNotContain("$secret");
        assertThat(page.page().select("input[name=values/key/$clear]")).hasSize(1);
    }

    @Test
    void removesASecretThatIsNull() {
        var known =
                Known.previous(
                        values("{'password': {'$secret': 'id-1'}, 'key': {'$secret': 'id-2'}}"));
        var typed = values("{'name': 'orders', 'key': null}");

        assertThat(VALIDATOR.validate(form, typed, known)).isEmpty();
        assertThat(Secrets.carry(form, typed, known))
                .isEqualTo(values("{'name': 'orders', 'password': {'$secret': 'id-1'}}"));
    }

    @Test
    void doesNotRemoveARequiredSecret() {
        var known = Known.previous(values("{'password': {'$secret': 'id-1'}}"));

        assertThat(VALIDATOR.validate(form, values("{'name': 'orders', 'password': null}"), known))
                .containsExactly(new ValueProblem("/password", "Enter a value."));
    }

    @Test
    void replacesASecretThatIsTyped() {
        var known = Known.previous(values("{'name': 'orders', 'password': {'$secret': 'id-1'}}"));
        var typed = values("{'name': 'orders', 'password': 'longer-one'}");

        assertThat(VALIDATOR.validate(form, typed, known)).isEmpty();
        assertThat(Secrets.carry(form, typed, known)).isEqualTo(typed);
        assertThat(FORMS.review(form, known, typed))
                .contains(
                        new ReviewRow(
                                "Values",
                                "Password",
                                "/password",
                                "(secret, set)",
                                "(secret, set)",
                                true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'name': 'a', 'password': {'$secret': 'of-another'}}",
                "{'name': {'$secret': 'of-another'}, 'password': 'long-enough'}",
                "{'name': 'a', 'password': 'long-enough', 'login': {'$secret': 'of-another'}}",
                "{'name': 'a', 'password': 'long-enough', 'login': {'a': {'$secret': 'x'}}}"
            })
    void refusesReferencesFromOutside(String values) {
        var known = Known.previous(values("{'password': {'$secret': 'id-1'}}"));

        assertThat(VALIDATOR.validate(form, values(values), known))
                .anyMatch(problem -> problem.message().contains("reference to a secret"));
    }

    @Test
    void dropsAStoredSecretThatIsNotAskedForAnyMore() {
        var form =
                form(
                        "{'tls': {'type': 'boolean'}, 'key': {'type': 'string', 'writeOnly': true, 'x-if': {'tls': true}}}");
        var known = Known.previous(values("{'tls': true, 'key': {'$secret': 'id-1'}}"));

        assertThat(Secrets.carry(form, values("{'tls': false}"), known))
                .isEqualTo(values("{'tls': false}"));
        assertThat(FORMS.review(form, known, values("{'tls': false}")))
                .contains(new ReviewRow("Values", "Key", "/key", "(secret, set)", "", true));
    }
}
