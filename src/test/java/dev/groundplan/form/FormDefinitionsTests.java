package dev.groundplan.form;

import static dev.groundplan.form.TestForms.form;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormDefinitionsTests {

    @ParameterizedTest
    @ValueSource(strings = {"(?=a)b", "(a)\\\\1", "a(?!b)", "(unclosed", "[z-a]", "(?<!x)y"})
    void refusesPatternsThatNeedBacktracking(String pattern) {
        assertThat(
                        FormDefinitions.problem(
                                form("{'p': {'type': 'string', 'pattern': '" + pattern + "'}}")))
                .hasValueSatisfying(
                        problem ->
                                assertThat(problem)
                                        .startsWith(
                                                "The parameter “p” has a pattern that can't be used: "));
    }

    @Test
    void refusesPatternsThatWouldGrowWithoutEnd() {
        assertThat(
                        FormDefinitions.problem(
                                form(
                                        "{'p': {'type': 'string', 'pattern': '((a{1000}){1000}){1000}'}}")))
                .isPresent();
    }

    @Test
    void findsPatternsDeepInside() {
        var form =
                form(
                        "{'p': {'type': 'array', 'items': {'type': 'object', 'properties': {'a': {'patternProperties': {'(?=a)': {}}}}}}}");

        assertThat(FormDefinitions.problem(form)).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'p': {'$ref': 'https://example.org/x'}} | The parameter “p” uses $ref. Write the type out instead.",
                "{'p': {'type': 'array', 'items': {'type': 'string', 'writeOnly': true}}} | The parameter “p.items” is a secret inside of a list or map. Mark the whole list as secret.",
                "{'p': {'type': 'object', 'properties': {'a': {'type': 'string', 'x-fixed': true}}}} | The parameter “p.a” uses x-fixed, which only a whole parameter can have.",
                "{'p': {'x-if': {'q': 1}}} | “p” depends on “q”, which is no parameter.",
                "{'p': {'x-if': {'q': 1}}, 'q': {'writeOnly': true}} | “p” depends on “q”, which is secret.",
                "{'p': {'x-if': 'yes'}} | The condition of “p” must name parameters and their values.",
                "{'p': {'x-if': {'q': 1}}, 'q': {'x-if': {'p': 1}}} | The condition of “p” depends on itself.",
                "{'p': {'type': 'integer', 'maximum': 6, 'default': 9}} | The default of “p” is refused by its own rules: Must be at most 6, but is 9.",
                "{'p': {'type': 'string', 'writeOnly': true, 'default': 'hunter2'}} | The secret “p” must not have a default."
            })
    void saysWhatCanNotBeUsed(String properties, String problem) {
        assertThat(FormDefinitions.problem(form(properties))).contains(problem);
    }

    @Test
    void wantsEveryParameterOnExactlyOnePage() {
        var schema = form("{'a': {}, 'b': {}}").schema();

        assertThat(FormDefinitions.problem(new FormDefinition(schema, List.of(page("a")))))
                .contains("The parameter “b” is on no page.");
        assertThat(
                        FormDefinitions.problem(
                                new FormDefinition(schema, List.of(page("a", "b"), page("b")))))
                .contains("The parameter “b” is on two pages.");
        assertThat(
                        FormDefinitions.problem(
                                new FormDefinition(schema, List.of(page("a", "b", "c")))))
                .contains("A page asks for “c”, which is no parameter.");
    }

    @Test
    void refusesSchemasNestedTooDeeply() {
        var type = "{'type': 'string'}";
        for (int i = 0; i < 20; i++) {
            type = "{'type': 'array', 'items': " + type + "}";
        }

        assertThat(FormDefinitions.problem(form("{'p': " + type + "}"))).isPresent();
    }

    @Test
    void takesADefaultOfAConditionalParameter() {
        assertThat(
                        FormDefinitions.problem(
                                form(
                                        "{'a': {'type': 'boolean'}, 'b': {'type': 'integer', 'default': 1, 'x-if': {'a': true}}}")))
                .isEmpty();
    }

    private static FormDefinition.Page page(String... names) {
        return new FormDefinition.Page("Page", null, List.of(names));
    }
}
