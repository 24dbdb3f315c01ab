package dev.groundplan.engine.terraform.hcl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Which rules the form gets from a condition, and above all which not. */
class ConditionsTests {
    @TempDir Path root;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            textBlock =
                    """
                    string; can(regex("^[a-z]+$", var.x)); {"pattern":"^[a-z]+$"}
                    string; can(regex("^\\\\d{3}(?i)$", var.x)); {"pattern":"^\\\\d{3}(?i)$"}
                    string; length(regexall("[a-z]", var.x)) > 0; {"pattern":"[a-z]"}
                    string; 0 < length(regexall("[a-z]", var.x)); {"pattern":"[a-z]"}
                    string; length(regexall("[a-z]", var.x)) != 0; {"pattern":"[a-z]"}
                    string; can(regex("a", var.x)) && can(regex("b", var.x)); {"pattern":"a","allOf":[{"pattern":"b","x-error":{"pattern":"No."}}]}
                    string; contains(["a", "b", "a"], var.x); {"enum":["a","b"]}
                    string; contains(["a", null], var.x); {"enum":["a"]}
                    string; contains(["a", "b"], var.x) && contains(["b", "c"], var.x); {"enum":["b"]}
                    number; contains([1, 2.5], var.x); {"enum":[1,2.5]}
                    string; length(var.x) >= 3; {"minLength":3}
                    string; length(var.x) > 3 && length(var.x) < 64; {"minLength":4,"maxLength":63}
                    string; length(var.x) == 5; {"minLength":5,"maxLength":5}
                    string; 3 <= length(var.x) && 9 >= length(var.x); {"minLength":3,"maxLength":9}
                    string; length(trimspace(var.x)) > 0; {"minLength":1}
                    string; var.x != ""; {"minLength":1}
                    string; length(var.x) > 2.5; {"minLength":3}
                    list(string); length(var.x) > 0; {"minItems":1}
                    set(string); length(var.x) <= 3; {"maxItems":3}
                    map(string); length(var.x) <= 3; {"maxProperties":3}
                    number; var.x >= 1 && var.x <= 10; {"minimum":1,"maximum":10}
                    number; var.x > 0 && var.x < 1.5; {"exclusiveMinimum":0,"exclusiveMaximum":1.5}
                    number; 1 <= var.x && 10 > var.x; {"minimum":1,"exclusiveMaximum":10}
                    number; var.x >= -5; {"minimum":-5}
                    number; var.x >= 1 && (var.x >= 3 && var.x >= 2); {"minimum":3}
                    number; floor(var.x) == var.x; {"type":"integer"}
                    number; var.x == ceil(var.x) && var.x > 0; {"type":"integer","exclusiveMinimum":0}
                    number; var.x % 1 == 0; {"type":"integer"}
                    number; "${var.x > 1}"; {"exclusiveMinimum":1}
                    number; var.x == null || var.x > 1; {"exclusiveMinimum":1}
                    number; var.x > 1 || null == var.x; {"exclusiveMinimum":1}
                    number; var.x == null ? true : var.x > 1 && var.x < 5; {"exclusiveMinimum":1,"exclusiveMaximum":5}
                    number; var.x != null ? var.x > 1 : true; {"exclusiveMinimum":1}
                    number; var.x > 1 && var.other == "y" && timestamp() != ""; {"exclusiveMinimum":1}
                    """)
    void takesWhatMustHold(String type, String condition, String rules) throws Exception {
        var found = rules(type, condition);
        assertThat(found.remove("x-error")).isNotNull();
        assertThat(found).isEqualTo(json(rules));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            textBlock =
                    """
                    number; var.x > 1 || var.x < -1
                    number; var.other == null || var.x > 1
                    number; var.x != null || var.x > 1
                    number; !(var.x > 1)
                    number; (var.x > 1) == false
                    number; var.x > 1 ? true : var.other
                    number; var.x == null ? var.x > 1 : true
                    number; var.x == null ? false : var.x > 1
                    number; var.other ? var.x > 1 : true
                    number; var.x > var.other
                    number; var.other > 1
                    number; var.x.size > 1
                    number; var.x + 1 > 5
                    number; -var.x > 5
                    number; abs(var.x) < 5
                    number; floor(var.other) == var.x
                    number; floor(var.x) == 1
                    number; var.x % 2 == 0
                    number; var.x != 0
                    number; can(regex("^1", var.x))
                    number; contains(["1", "2"], var.x)
                    number; length(var.x) > 1
                    string; !can(regex("a", var.x))
                    string; !contains(["a"], var.x)
                    string; can(regex(var.other, var.x))
                    string; can(regex("(?=lookahead)", var.x))
                    string; can(regex("a", lower(var.x)))
                    string; can(regex("a", var.x)) || can(regex("b", var.x))
                    string; regex("a", var.x) == "a"
                    string; length(regexall("a", var.x)) == 0
                    string; length(regexall("a", var.x)) < 2
                    string; length(regexall("a", var.x)) >= 0
                    string; length(trimspace(var.x)) < 5
                    string; length(lower(var.x)) > 5
                    string; contains(var.list, var.x)
                    string; contains(["a", 1], var.x)
                    string; contains([upper("a")], var.x)
                    string; contains([for a in ["a"] : a], var.x)
                    string; contains([], var.x)
                    string; var.x > "a"
                    string; var.x != "a"
                    string; try(length(var.x) > 3, true)
                    any; var.x > 1
                    any; length(var.x) > 1
                    any; contains(["a"], var.x)
                    list(string); contains(var.x, "a")
                    list(number); anytrue([for v in var.x : v > 1])
                    list(number); alltrue([for v in var.x : v > 1 if v != 5])
                    list(number); alltrue([for v in var.other : v > 1])
                    list(number); alltrue([for v in var.x : var.other > 1])
                    object({ a = number }); length(var.x) > 1
                    object({ a = number }); var.x.b > 1
                    """)
    void takesNothingElse(String type, String condition) throws Exception {
        var plain = module().x("variable \"x\" {\n  type = " + type + "\n}");
        assertThat(module().x(text(type, condition))).isEqualTo(plain);
    }

    @Test
    void looksIntoElementsAndAttributes() throws Exception {
        var condition =
                "alltrue([for k, d in var.x : d.size >= 10 && (d.kind == null || contains([\"ssd\"], d.kind))"
                        + " && alltrue([for t in d.tags : length(t) <= 5])])";
        var x =
                rules(
                        "map(object({ size = number, kind = optional(string), tags = list(string) }))",
                        condition);
        var disk = x.get("additionalProperties").get("properties");
        assertThat(disk.get("size").get("minimum").asInt()).isEqualTo(10);
        assertThat(disk.get("kind").get("enum")).hasSize(1);
        assertThat(disk.get("tags").get("items").get("maxLength").asInt()).isEqualTo(5);
        assertThat(disk.get("size").get("x-error").get("minimum").asString()).isEqualTo("No.");
    }

    @Test
    void looksIntoAnObject() throws Exception {
        var x = rules("object({ disk = object({ gb = number }) })", "var.x.disk.gb > 5");
        var gb = x.get("properties").get("disk").get("properties").get("gb");
        assertThat(gb.get("exclusiveMinimum").asInt()).isEqualTo(5);
    }

    @Test
    void keepsTheMessageOfTheStricterRule() throws Exception {
        var text =
                """
                variable "x" {
                  type = number
                  validation {
                    condition     = var.x >= 5
                    error_message = "Five."
                  }
                  validation {
                    condition     = var.x >= 3 && var.x <= 9
                    error_message = "Three to nine."
                  }
                  validation {
                    condition     = var.x <= 8
                    error_message = "At most ${8}, not ${var.x}."
                  }
                }
                """;
        var x = module().x(text);
        assertThat(x.get("x-error"))
                .isEqualTo(JsonMapper.shared().readTree("{\"minimum\":\"Five.\"}"));
        assertThat(x.get("maximum").asInt()).isEqualTo(8);
    }

    @Test
    void asksForAValueWhereTheDefaultBreaksTheRules() throws Exception {
        module().with(
                        "main.tf",
                        text("string", "length(var.x) > 0")
                                .replace("type", "default = \"\"\n  type"));
        var description = module().read();
        assertThat(description.parameters().get("required")).hasSize(1);
        assertThat(description.parameters().get("properties").get("x").has("default")).isFalse();
        assertThat(description.problems())
                .singleElement()
                .hasToString(
                        "terraform/main.tf:2: The default of \"x\" breaks a validation of \"x\", so a value has to be"
                                + " entered; change the default or remove it.");
    }

    private ObjectNode rules(String type, String condition) throws Exception {
        var plain = module().x("variable \"x\" {\n  type = " + type + "\n}");
        var narrowed = module().x(text(type, condition));
        if (type.contains("object")) {
            return narrowed;
        }
        var added = narrowed.deepCopy();
        narrowed.properties().stream()
                .filter(entry -> entry.getValue().equals(plain.get(entry.getKey())))
                .forEach(entry -> added.remove(entry.getKey()));
        return added;
    }

    private static String text(String type, String condition) {
        return "variable \"x\" {\n  type = %s\n  validation {\n    condition = %s\n    error_message = \"No.\"\n  }\n}\n"
                .formatted(type, condition);
    }

    private static JsonNode json(String text) {
        return JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build()
                .readTree(text);
    }

    private ModuleFixture module() {
        return new ModuleFixture(root);
    }
}
