package dev.groundplan.form;

import static dev.groundplan.form.TestForms.VALIDATOR;
import static dev.groundplan.form.TestForms.form;
import static dev.groundplan.form.TestForms.problems;
import static dev.groundplan.form.TestForms.values;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValueValidatorTests {

    /** S15: for each rule the value that breaks it, and what is said. */
    static Stream<Arguments> brokenRules() {
        return Stream.of(
                rule("{'type': 'integer'}", "'x'", "Must be a whole number, but is “x”."),
                rule("{'type': 'integer'}", "1.5", "Must be a whole number, but is “1.5”."),
                rule("{'type': 'number'}", "'1,5'", "Must be a number, but is “1,5”."),
                rule("{'type': 'string'}", "1", "Must be a text, but is “1”."),
                rule("{'type': 'boolean'}", "'maybe'", "Must be yes or no, but is “maybe”."),
                rule("{'type': 'array'}", "{}", "Must be a list."),
                rule("{'type': 'object'}", "[]", "Must be an object with names and values."),
                rule("{'enum': ['a', 'b']}", "'c'", "Must be one of “a”, “b”, but is “c”."),
                rule("{'const': 'a'}", "'c'", "Must be “a”, but is “c”."),
                rule(
                        "{'oneOf': [{'const': 1, 'title': 'One'}, {'const': 2, 'title': 'Two'}]}",
                        "3",
                        "Must be one of “One”, “Two”, but is “3”."),
                rule(
                        "{'type': 'string', 'minLength': 3}",
                        "'𝄞a'",
                        "Must be at least 3 characters long, but has 2."),
                rule(
                        "{'type': 'string', 'maxLength': 1}",
                        "'ab'",
                        "Must be at most 1 character long, but has 2."),
                rule(
                        "{'type': 'string', 'pattern': '^a+$'}",
                        "'b'",
                        "Must match the pattern ^a+$, but is “b”."),
                rule("{'type': 'integer', 'minimum': 1}", "0", "Must be at least 1, but is 0."),
                rule("{'type': 'integer', 'maximum': 6}", "9", "Must be at most 6, but is 9."),
                rule(
                        "{'type': 'number', 'exclusiveMinimum': 0}",
                        "0",
                        "Must be more than 0, but is 0."),
                rule(
                        "{'type': 'number', 'exclusiveMaximum': 1}",
                        "1.0",
                        "Must be less than 1, but is 1.0."),
                rule(
                        "{'type': 'integer', 'multipleOf': 5}",
                        "7",
                        "Must be a multiple of 5, but is 7."),
                rule(
                        "{'type': 'array', 'minItems': 2}",
                        "[1]",
                        "Must have at least 2 entries, but has 1."),
                rule(
                        "{'type': 'array', 'maxItems': 1}",
                        "[1, 2]",
                        "Must have at most 1 entry, but has 2."),
                rule(
                        "{'type': 'array', 'uniqueItems': true}",
                        "[1, 1]",
                        "Has the same entry twice."),
                rule(
                        "{'type': 'object', 'minProperties': 1}",
                        "{}",
                        "Must have at least 1 entry, but has 0."),
                rule(
                        "{'type': 'object', 'additionalProperties': false, 'properties': {'a': {}}}",
                        "{'b': 1}",
                        "Has a name that is not asked for: “b”."),
                rule(
                        "{'type': 'string', 'format': 'ipv4'}",
                        "'300.1.1.1'",
                        "Must be an IPv4 address such as 192.0.2.1, but is “300.1.1.1”."),
                rule(
                        "{'type': 'string', 'format': 'email'}",
                        "'x'",
                        "Must be an e-mail address, but is “x”."),
                rule(
                        "{'type': 'string', 'format': 'uri'}",
                        "'no uri'",
                        "Must be an address such as https://example.org/, but is “no uri”."),
                rule(
                        "{'type': 'string', 'writeOnly': true}",
                        "'12345'",
                        "Must be at least 6 characters long, or it could not be hidden in logs."),
                rule(
                        "{'anyOf': [{'type': 'string', 'minLength': 9}, {'type': 'integer'}]}",
                        "true",
                        "Does not have the form that is asked for."),
                rule(
                        "{'type': 'integer', 'maximum': 6, 'x-error': {'maximum': 'Six are enough.'}}",
                        "9",
                        "Six are enough."),
                rule("{'enum': ['a'], 'x-error': {'enum': 'Only a.'}}", "'b'", "Only a."));
    }

    @ParameterizedTest
    @MethodSource("brokenRules")
    void saysInPlainWordsWhichRuleIsBroken(String schema, String value, String message) {
        var form = form("{'p': " + schema + "}");

        assertThat(problems(form, "{'p': " + value + "}"))
                .extracting(ValueProblem::pointer, ValueProblem::message)
                .contains(org.assertj.core.groups.Tuple.tuple("/p", message));
    }

    /** The same rules one level down, where a list or object could hide them. */
    @ParameterizedTest
    @MethodSource("brokenRules")
    void judgesEntriesByTheSameRules(String schema, String value, String message) {
        if (schema.contains("writeOnly")) {
            return; // refused at import: FormDefinitionsTests
        }
        var form = form("{'p': {'type': 'array', 'items': " + schema + "}}");

        assertThat(problems(form, "{'p': [" + value + "]}"))
                .extracting(ValueProblem::pointer, ValueProblem::message)
                .contains(org.assertj.core.groups.Tuple.tuple("/p/0", message));
    }

    @Test
    void asksForWhatIsRequired() {
        var form =
                form("{'name*': {'type': 'string'}, 'size*': {'enum': ['a', 'b', 'c', 'd', 'e']}}");

        assertThat(problems(form, "{}"))
                .containsExactly(
                        new ValueProblem("/name", "Enter a value."),
                        new ValueProblem("/size", "Choose a value."));
    }

    @Test
    void refusesParametersThatDoNotExist() {
        assertThat(problems(form("{'name': {'type': 'string'}}"), "{'autoApply': true}"))
                .containsExactly(
                        new ValueProblem("/autoApply", "There is no parameter of this name."));
    }

    @Test
    void refusesAnEmptyEntryOfAList() {
        var form = form("{'hosts': {'type': 'array', 'items': {'type': 'string'}}}");

        assertThat(problems(form, "{'hosts': ['a', '']}"))
                .containsExactly(new ValueProblem("/hosts/1", "Fill in this entry or remove it."));
    }

    @Test
    void dropsWhatIsNotAskedForInsteadOfJudgingIt() {
        var form = conditional();

        assertThat(problems(form, "{'public': false, 'allowed': 'nonsense'}")).isEmpty();
        assertThat(VALIDATOR.visible(form, values("{'public': false, 'allowed': 'nonsense'}")))
                .isEqualTo(values("{'public': false}"));
    }

    @Test
    void judgesWhatIsAskedFor() {
        assertThat(problems(conditional(), "{'public': true}"))
                .containsExactly(new ValueProblem("/allowed", "Enter a value."));
        assertThat(problems(conditional(), "{'public': true, 'allowed': 1}")).hasSize(1);
    }

    @Test
    void hidesWhatDependsOnSomethingHidden() {
        var form =
                form(
                        """
                        {"a": {"type": "boolean"}, "b": {"type": "boolean", "x-if": {"a": true}},
                         "c*": {"type": "string", "x-if": {"b": true}}}
                        """);

        assertThat(VALIDATOR.visible(form, values("{'a': false, 'b': true, 'c': 'x'}")))
                .isEqualTo(values("{'a': false}"));
    }

    @Test
    void keepsFixedValues() {
        var form =
                form(
                        "{'name*': {'type': 'string', 'x-fixed': true}, 'n': {'type': 'number', 'x-fixed': true}}");
        var known = Known.previous(values("{'name': 'orders', 'n': 1}"));

        assertThat(VALIDATOR.validate(form, values("{'name': 'orders', 'n': 1.0}"), known))
                .isEmpty();
        assertThat(VALIDATOR.validate(form, values("{'name': 'other', 'n': 1}"), known))
                .containsExactly(
                        new ValueProblem(
                                "/name",
                                "Was fixed when the environment was created and can't be changed; it stays “orders”."));
        assertThat(VALIDATOR.validate(form, values("{'name': 'orders'}"), known)).hasSize(1);
    }

    @Test
    void keepsFixedValuesFromBeingHiddenAway() {
        var form =
                form(
                        "{'own': {'type': 'boolean', 'title': 'Own network'}, 'net': {'type': 'string', 'title': 'Range', 'x-fixed': true, 'x-if': {'own': true}}}");
        var known = Known.previous(values("{'own': true, 'net': '10.0.0.0/8'}"));

        assertThat(VALIDATOR.validate(form, values("{'own': false}"), known))
                .containsExactly(
                        new ValueProblem(
                                "/own",
                                "Must stay as it is, because “Range” can't be changed later."));
    }

    @Test
    void allowsAFixedValueThatWasNeverSet() {
        var form = form("{'name': {'type': 'string', 'x-fixed': true}}");

        assertThat(VALIDATOR.validate(form, values("{'name': 'x'}"), Known.previous(values("{}"))))
                .isEmpty();
    }

    @Test
    void sortsProblemsByPageAndOrder() {
        var form = TestForms.webServer();

        var problems =
                problems(
                        form,
                        "{'extra': {'$secret': 'x'}, 'servers': 9, 'name': 'A', 'nothing': 1}");

        assertThat(problems.stream().map(ValueProblem::pointer).distinct())
                .containsSubsequence(
                        "/nothing", "/name", "/tier", "/size", "/servers", "/password", "/extra");
    }

    /** S14: a pattern that takes other engines longer than the age of the universe. */
    @Test
    void matchesPatternsInLinearTime() {
        var form = form("{'p': {'type': 'string', 'pattern': '(a+)+$'}}");
        var evil = values("{'p': '" + "a".repeat(50_000) + "!'}");
        VALIDATOR.validate(form, evil, Known.nothing());

        long start = System.nanoTime();
        var problems = VALIDATOR.validate(form, evil, Known.nothing());

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(100));
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).message()).hasSizeLessThan(150);
    }

    @Test
    void loadsNothingThatASchemaPointsTo() {
        var form =
                form("{'p': {'allOf': [{'$ref': 'http://127.0.0.1:9/x.json'}], 'type': 'string'}}");

        assertThat(problems(form, "{'p': 'x'}")).isEmpty();
    }

    @Test
    void escapesNamesInPointers() {
        var form =
                form("{'a/b~c': {'type': 'object', 'properties': {'d/e': {'type': 'integer'}}}}");

        assertThat(problems(form, "{'a/b~c': {'d/e': 'x'}}"))
                .extracting(ValueProblem::pointer)
                .isEqualTo(List.of("/a~1b~0c/d~1e"));
    }

    private static FormDefinition conditional() {
        return form(
                """
                {"public": {"type": "boolean", "default": false},
                 "allowed*": {"type": "array", "items": {"type": "string"}, "x-if": {"public": true}}}
                """);
    }

    private static Arguments rule(String schema, String value, String message) {
        return Arguments.of(schema, value, message);
    }
}
