package dev.groundplan.form;

import static dev.groundplan.form.TestForms.form;
import static dev.groundplan.form.TestForms.parameters;
import static dev.groundplan.form.TestForms.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.form.schema.Json;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.LinkedMultiValueMap;
import tools.jackson.databind.node.ObjectNode;

class FormReaderTests {

    @Test
    void readsListsOfObjects() {
        var form =
                form(
                        """
                        {"allowed": {"type": "array", "items": {"type": "object", "properties": {
                            "cidr": {"type": "string"}, "port": {"type": "integer"}}}}}
                        """);

        var read =
                read(
                        form,
                        "values/allowed/7/cidr",
                        "10.0.0.0/8",
                        "values/allowed/7/port",
                        "22",
                        "values/allowed/0/port",
                        "443");

        assertThat(read)
                .isEqualTo(
                        values("{'allowed': [{'port': 443}, {'cidr': '10.0.0.0/8', 'port': 22}]}"));
    }

    @Test
    void readsMaps() {
        var form = form("{'tags': {'type': 'object', 'additionalProperties': {'type': 'string'}}}");

        var read = read(form, "values/tags/0/$key", "owner", "values/tags/0/$value", "platform");

        assertThat(read).isEqualTo(values("{'tags': {'owner': 'platform'}}"));
    }

    @Test
    void keepsRowsOfAMapWhoseNamesMeet() {
        var form = form("{'tags': {'type': 'object', 'additionalProperties': {'type': 'string'}}}");

        var read =
                read(
                        form,
                        "values/tags/0/$key",
                        "a",
                        "values/tags/0/$value",
                        "1",
                        "values/tags/1/$key",
                        "a",
                        "values/tags/1/$value",
                        "2");

        assertThat(read.get("tags")).hasSize(2);
        assertThat(TestForms.VALIDATOR.validate(form, read, Known.nothing()))
                .containsExactly(
                        new ValueProblem(
                                "/tags/1",
                                "The name is used twice. Change or remove one of them."));
    }

    @ParameterizedTest
    @CsvSource({
        "1,1",
        "-5,-5",
        "007,7",
        "0.10,0.10",
        "1e3,1E+3",
        "' 2 ',2",
        "+4,4",
        "12345678901234567890.123,12345678901234567890.123"
    })
    void readsNumbersExactly(String typed, String expected) {
        var read = read(form("{'n': {'type': 'number'}}"), "values/n", typed);

        assertThat(Json.same(read.get("n"), Json.parse(expected).orElseThrow())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"many", "'1,5'", "0x10", "1e9999999", "NaN", "--1", "1 2"})
    void keepsWhatIsNoNumberAsItWasTyped(String typed) {
        var read = read(form("{'n': {'type': 'integer'}}"), "values/n", typed);

        assertThat(read.get("n").stringValue()).isEqualTo(typed);
    }

    @Test
    void takesAnUntickedBoxAsNo() {
        var form = form("{'public*': {'type': 'boolean'}}");

        assertThat(read(form, "values/public/$present", "boolean"))
                .isEqualTo(values("{'public': false}"));
        assertThat(read(form, "values/public/$present", "boolean", "values/public", "true"))
                .isEqualTo(values("{'public': true}"));
    }

    @Test
    void takesAnEmptyOptionalFieldAsAbsent() {
        var form = form("{'note': {'type': 'string'}, 'n': {'type': 'number'}, 'any': {}}");

        assertThat(read(form, "values/note", "", "values/n", " ", "values/any", "\r\n")).isEmpty();
    }

    @Test
    void takesAnEmptiedTextWithADefaultAsTheEmptyText() {
        var form = form("{'banner': {'type': 'string', 'default': 'Hello'}}");

        assertThat(read(form, "values/banner", "")).isEqualTo(values("{'banner': ''}"));
    }

    @Test
    void tellsAnEmptyListFromNone() {
        var form = form("{'ports': {'type': 'array', 'items': {'type': 'integer'}}}");

        assertThat(read(form, "values/ports/$present", "list")).isEqualTo(values("{'ports': []}"));
        assertThat(read(form, "values/ports/$present", "list", "values/ports/$present", "none"))
                .isEmpty();
    }

    @Test
    void keepsAnUnknownChoiceForTheValidator() {
        var form = form("{'size': {'enum': ['small', 2]}}");

        assertThat(read(form, "values/size", "2")).isEqualTo(values("{'size': 2}"));
        assertThat(read(form, "values/size", "huge")).isEqualTo(values("{'size': 'huge'}"));
    }

    @Test
    void readsAnyValueAsJsonAndKeepsWhatIsNone() {
        var form = form("{'any': {}}");

        assertThat(read(form, "values/any", "{\"a\": [1, 2.5]}"))
                .isEqualTo(values("{'any': {'a': [1, 2.5]}}"));
        var read = read(form, "values/any", "{a");
        assertThat(TestForms.VALIDATOR.validate(form, read, Known.nothing()))
                .containsExactly(
                        new ValueProblem(
                                "/any",
                                "Is not valid JSON. Texts need quotation marks: \"text\"."));
    }

    @Test
    void readsASecretToBeRemovedAsNull() {
        var form = form("{'password': {'type': 'string', 'writeOnly': true}}");

        assertThat(
                        read(form, "values/password", "", "values/password/$clear", "true")
                                .get("password")
                                .isNull())
                .isTrue();
        assertThat(read(form, "values/password", "")).isEmpty();
    }

    @Test
    void turnsTheLineBreaksOfBrowsersIntoOnes() {
        var form = form("{'note': {'type': 'string', 'ui:widget': 'textarea'}}");

        assertThat(read(form, "values/note", "a\r\nb").get("note").stringValue()).isEqualTo("a\nb");
    }

    @Test
    void ignoresEverythingThatIsNotDeclared() {
        var form = form("{'name': {'type': 'string'}}");
        var sent = new LinkedMultiValueMap<String, String>();
        var random = new Random(7);
        for (int i = 0; i < 500; i++) {
            sent.add("values/" + Integer.toString(random.nextInt(), 36), "x");
        }
        for (var name :
                new String[] {
                    "status",
                    "teamId",
                    "approvedBy",
                    "values",
                    "values/",
                    "values//",
                    "values/name/x",
                    "name"
                }) {
            sent.add(name, "x");
        }
        sent.add("values/name", "orders");

        assertThat(TestForms.READER.read(form, sent)).isEqualTo(values("{'name': 'orders'}"));
    }

    @Test
    void bearsEndlessNames() {
        var form = form("{'name': {'type': 'string'}}");

        var read =
                read(
                        form,
                        "values" + "/a".repeat(50_000),
                        "x",
                        "values/name/" + "9".repeat(5_000),
                        "x");

        assertThat(read).isEmpty();
    }

    private static ObjectNode read(FormDefinition form, String... sent) {
        return TestForms.READER.read(form, parameters(sent));
    }
}
