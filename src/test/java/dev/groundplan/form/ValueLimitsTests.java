package dev.groundplan.form;

import static dev.groundplan.form.TestForms.VALIDATOR;
import static dev.groundplan.form.TestForms.form;
import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.form.schema.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.ObjectNode;

/** S11: at the limit, one below, one above. */
class ValueLimitsTests {
    private static final FormDefinition ANY = form("{'p': {}}");

    @Test
    void limitsATextTo64KiB() {
        assertThat(judge(Json.text("a".repeat(65_535)))).isEmpty();
        assertThat(judge(Json.text("a".repeat(65_536)))).isEmpty();
        assertThat(judge(Json.text("a".repeat(65_537))))
                .containsExactly(new ValueProblem("/p", "Is too long: at most 65,536 bytes."));
        assertThat(judge(Json.text("€".repeat(21_846)))).hasSize(1);
    }

    @Test
    void allowsLongerTextsWhereTheSchemaSaysSo() {
        var form = form("{'p': {'type': 'string', 'maxLength': 100000}}");

        assertThat(judge(form, Json.text("a".repeat(100_000)))).isEmpty();
        assertThat(judge(form, Json.text("a".repeat(100_001))))
                .containsExactly(
                        new ValueProblem(
                                "/p", "Must be at most 100000 characters long, but has 100001."));
    }

    @Test
    void limitsAListTo10000Entries() {
        assertThat(judge(list(9_999))).isEmpty();
        assertThat(judge(list(10_000))).isEmpty();
        assertThat(judge(list(10_001)))
                .containsExactly(
                        new ValueProblem("/p", "Has 10,001 entries, but may have at most 10,000."));
    }

    @Test
    void limitsTheDepthTo32() {
        assertThat(judge(nested(31))).isEmpty();
        assertThat(judge(nested(32))).isEmpty();
        assertThat(judge(nested(33)))
                .containsExactly(
                        new ValueProblem("/p", "Is nested too deeply: at most 32 levels."));
        assertThat(judge(nested(1_000))).hasSize(1);
    }

    @Test
    void limitsAllValuesToOneMiB() {
        int frame = Json.bytes(values(texts(0)));

        assertThat(judge(texts((1 << 20) - frame - 1))).isEmpty();
        assertThat(judge(texts((1 << 20) - frame))).isEmpty();
        assertThat(judge(texts((1 << 20) - frame + 1)))
                .containsExactly(
                        new ValueProblem(
                                "",
                                "The values are too long: 1,048,577 bytes of at most 1,048,576."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "\uD800", "a\uDC00", "\uDC00\uD800"})
    void refusesNulAndLoneSurrogatesAnywhere(String text) {
        var area = form("{'p': {'type': 'string', 'ui:widget': 'textarea'}}");

        assertThat(judge(area, Json.text(text))).hasSize(1);
        assertThat(judge(Json.array().add(text)))
                .extracting(ValueProblem::pointer)
                .containsExactly("/p/0");
        assertThat(judge(Json.object().put(text, 1)))
                .extracting(ValueProblem::pointer)
                .containsExactly("/p");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u061C", "\u200E", "\u200F", "\u202A", "\u202E", "\u2066", "\u2069"})
    void refusesDirectionMarksInLinesButNotInLongTexts(String mark) {
        var area = form("{'p': {'type': 'string', 'ui:widget': 'textarea'}}");
        var text = Json.text("exe." + mark + "gpj");

        assertThat(judge(form("{'p': {'type': 'string'}}"), text)).hasSize(1);
        assertThat(judge(area, text)).isEmpty();
    }

    @Test
    void takesWholeSurrogatePairs() {
        assertThat(judge(Json.text("𝄞 and שלום"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999", "-1e1001"})
    void refusesNumbersThatWouldHaveToBeWrittenOut(String number) {
        var form = form("{'p': {'type': 'integer'}}");

        assertThat(judge(form, DecimalNode.valueOf(new java.math.BigDecimal(number))))
                .containsExactly(new ValueProblem("/p", "Has too many digits: at most 1,000."));
    }

    @Test
    void judgesTenThousandBadEntriesQuicklyAndNamesTheFirst() {
        var form =
                form(
                        "{'p': {'type': 'array', 'items': {'type': 'string', 'minLength': 1, 'pattern': 'x'}}}");
        var entries = Json.array();
        for (int i = 0; i < 10_000; i++) {
            entries.add("");
        }
        judge(form, entries);

        long start = System.nanoTime();
        var problems = judge(form, entries);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(problems).hasSize(200);
        assertThat(problems.get(0).pointer()).isEqualTo("/p/0");
    }

    private static List<ValueProblem> judge(JsonNode value) {
        return judge(ANY, value);
    }

    private static List<ValueProblem> judge(FormDefinition form, JsonNode value) {
        return VALIDATOR.validate(form, values(value), Known.nothing());
    }

    private static ObjectNode values(JsonNode value) {
        var values = Json.object();
        values.set("p", value);
        return values;
    }

    private static JsonNode list(int entries) {
        var list = Json.array();
        for (int i = 0; i < entries; i++) {
            list.add(i);
        }
        return list;
    }

    private static JsonNode nested(int depth) {
        JsonNode value = Json.array();
        for (int i = 1; i < depth; i++) {
            value = Json.array().add(value);
        }
        return value;
    }

    /** Texts of altogether so many bytes, in as many entries of 64 KiB whatever their length. */
    private static JsonNode texts(int bytes) {
        var list = Json.array();
        for (int i = 0; i < 17; i++) {
            int length = Math.min(65_536, Math.max(0, bytes - i * 65_536));
            list.add("a".repeat(length));
        }
        return list;
    }
}
