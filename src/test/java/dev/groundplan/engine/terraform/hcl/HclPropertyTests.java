package dev.groundplan.engine.terraform.hcl;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import tools.jackson.databind.JsonNode;

class HclPropertyTests {
    private static final SchemaRegistry SCHEMAS =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @Property(tries = 2000)
    void endsOnAnyTextInOrder(@ForAll String text) {
        read(text, false);
        read(text, true);
    }

    @Property(tries = 3000)
    void endsOnAnyTokensInOrder(@ForAll("tokens") String text) {
        read(text, false);
        read("variable \"x\" {\n  type = " + text + "\n}\n", false);
        read("variable \"x\" {\n  default = " + text + "\n}\n", false);
        read("variable \"x\" {\n validation {\n  condition = " + text + "\n }\n}\n", false);
    }

    @Property(tries = 3000)
    void endsOnBrokenModulesInOrder(@ForAll("broken") String text) {
        read(text, false);
    }

    @Property(tries = 1000)
    void endsOnBrokenJsonInOrder(
            @ForAll @IntRange(max = 1200) int at, @ForAll("tokens") String insertion) {
        var json = JsonAndNative.JSON;
        var cut = Math.min(at, json.length());
        read(json.substring(0, cut) + insertion + json.substring(cut), true);
        read(json.substring(0, cut), true);
    }

    @Property(tries = 2000)
    void keepsEveryStringAsItIs(@ForAll("texts") String text) throws Exception {
        assertThat(x("variable \"x\" { default = " + quoted(text) + " }").asString())
                .isEqualTo(text);
    }

    @Property(tries = 2000)
    void keepsEveryHeredocAsItIs(@ForAll("texts") String text) throws Exception {
        var escaped = text.replace("${", "$${").replace("%{", "%%{");
        assertThat(
                        x("variable \"x\" {\n default = <<END_OF_IT\n" + escaped + "\nEND_OF_IT\n}")
                                .asString())
                .isEqualTo(text + "\n");
    }

    @Property
    void keepsEveryNumberAsItIs(@ForAll BigDecimal number) throws Exception {
        var value = x("variable \"x\" { default = " + number + " }").decimalValue();
        assertThat(value).isEqualByComparingTo(number);
    }

    @Property(tries = 2000)
    void acceptsItsOwnDefaults(@ForAll("typed") Typed typed) throws Exception {
        var text =
                "variable \"x\" {\n  type = %s\n  default = %s\n}"
                        .formatted(typed.type, typed.value);
        var parameter = Parameter.of(Variable.of(BodyParser.parse(text).blocks().get(0)));
        assertThat(parameter.notes()).isEmpty();
        assertThat(parameter.required()).isFalse();
        var schema = parameter.schema();
        assertThat(SCHEMAS.getSchema(schema).validate(schema.get("default"))).isEmpty();
    }

    @Property(tries = 500)
    void acceptsItsOwnDefaultsOrDropsThem(
            @ForAll @IntRange(min = -20, max = 20) int value, @ForAll("rules") List<String> rules)
            throws Exception {
        var condition = String.join(" && ", rules);
        var text =
                "variable \"x\" {\n  type = number\n  default = %d\n  validation {\n    condition = %s\n  }\n}"
                        .formatted(value, condition);
        var parameter = Parameter.of(Variable.of(BodyParser.parse(text).blocks().get(0)));
        var standard = parameter.schema().remove("default");
        var errors =
                SCHEMAS.getSchema(parameter.schema())
                        .validate(String.valueOf(value), com.networknt.schema.InputFormat.JSON);
        assertThat(standard == null).isEqualTo(!errors.isEmpty()).isEqualTo(parameter.required());
    }

    /** A type, and a value that fits it, as they are written in HCL. */
    record Typed(String type, String value) {}

    @Provide
    Arbitrary<Typed> typed() {
        return typed(3);
    }

    private Arbitrary<Typed> typed(int depth) {
        return depth == 0
                ? simple()
                : Arbitraries.oneOf(
                        simple(), collections(depth - 1), objects(depth - 1), tuples(depth - 1));
    }

    private Arbitrary<Typed> simple() {
        return Arbitraries.oneOf(
                texts().map(text -> new Typed("string", quoted(text))),
                Arbitraries.bigDecimals().map(number -> new Typed("number", number.toString())),
                Arbitraries.integers().map(number -> new Typed("number", "\"" + number + "\"")),
                Arbitraries.integers().map(number -> new Typed("string", number.toString())),
                Arbitraries.of(true, false).map(bool -> new Typed("bool", bool.toString())),
                Arbitraries.of("[1, \"a\"]", "{ a = null }", "-1").map(v -> new Typed("any", v)));
    }

    private Arbitrary<Typed> collections(int depth) {
        var element = typed(depth);
        var count = Arbitraries.integers().between(0, 3);
        return Combinators.combine(element, count, Arbitraries.of("list", "set", "map"))
                .as(
                        (item, size, kind) ->
                                new Typed(
                                        kind + "(" + item.type + ")",
                                        kind.equals("map") ? map(item, size) : list(item, size)));
    }

    private static String list(Typed item, int size) {
        return "[" + (item.value + ", ").repeat(size) + "]";
    }

    private static String map(Typed item, int size) {
        var entries = new ArrayList<String>();
        for (var i = 0; i < size; i++) {
            entries.add("key" + i + " = " + item.value);
        }
        return "{" + String.join(", ", entries) + "}";
    }

    private Arbitrary<Typed> objects(int depth) {
        return Combinators.combine(typed(depth), typed(depth), typed(depth))
                .as(
                        (a, b, c) ->
                                new Typed(
                                        "object({ a = %s, b = optional(%s), c = optional(%s, %s) })"
                                                .formatted(a.type, b.type, c.type, c.value),
                                        "{ a = %s, c = %s, unknown = 1 }"
                                                .formatted(a.value, c.value)));
    }

    private Arbitrary<Typed> tuples(int depth) {
        return typed(depth)
                .list()
                .ofMaxSize(3)
                .map(
                        items ->
                                new Typed(
                                        "tuple(["
                                                + String.join(
                                                        ", ",
                                                        items.stream().map(Typed::type).toList())
                                                + "])",
                                        "["
                                                + String.join(
                                                        ", ",
                                                        items.stream().map(Typed::value).toList())
                                                + "]"));
    }

    @Provide
    Arbitrary<List<String>> rules() {
        var number = Arbitraries.integers().between(-20, 20);
        var operator = Arbitraries.of(">", ">=", "<", "<=");
        var bounds = Combinators.combine(operator, number).as((o, n) -> "var.x " + o + " " + n);
        var choices =
                number.list()
                        .ofMinSize(1)
                        .ofMaxSize(20)
                        .map(list -> "contains(" + list + ", var.x)");
        return Arbitraries.oneOf(bounds, choices).list().ofMinSize(1).ofMaxSize(3);
    }

    @Provide
    Arbitrary<String> texts() {
        var special =
                Arbitraries.of(
                        "\"", "\\", "\n", "\t", "$", "{", "}", "%", "${", "%{", "$${", "~", "é",
                        "🚀", "#", " ");
        var any =
                Arbitraries.strings()
                        .excludeChars('\r')
                        .ofMaxLength(5)
                        .filter(HclPropertyTests::isUnicode);
        return Arbitraries.oneOf(special, any)
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> tokens() {
        return Arbitraries.of(
                        "variable",
                        "\"x\"",
                        "{",
                        "}",
                        "[",
                        "]",
                        "(",
                        ")",
                        "=",
                        ",",
                        "\n",
                        " ",
                        ".",
                        "...",
                        "?",
                        ":",
                        "\"",
                        "${",
                        "%{",
                        "<<EOT\n",
                        "<<-E\n",
                        "\nEOT\n",
                        "1",
                        "-",
                        "!",
                        "&&",
                        "||",
                        "==",
                        ">",
                        "=>",
                        "for",
                        "in",
                        "if",
                        "var",
                        "x",
                        "null",
                        "true",
                        "object",
                        "optional",
                        "list",
                        "length",
                        "contains",
                        "regex",
                        "can",
                        "alltrue",
                        "#",
                        "/*",
                        "*/",
                        "\\u",
                        "::",
                        "1e9",
                        "var.x",
                        "*",
                        "%",
                        "é")
                .list()
                .ofMaxSize(30)
                .map(tokens -> String.join("", tokens));
    }

    @Provide
    Arbitrary<String> broken() throws IOException {
        List<String> texts;
        try (var files = Files.list(Path.of("src/test/resources/hcl/corpus"))) {
            texts = new ArrayList<>();
            for (var file : files.sorted().toList()) {
                texts.add(Files.readString(file));
            }
        }
        return Combinators.combine(
                        Arbitraries.of(texts),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.doubles().between(0, 1),
                        tokens())
                .as((text, from, length, insertion) -> mutated(text, from, length, insertion));
    }

    private static String mutated(String text, double from, double length, String insertion) {
        var start = (int) (from * text.length());
        var end = start + (int) (length * length * length * (text.length() - start));
        return text.substring(0, start) + insertion + text.substring(end);
    }

    /** All the way to the schema: nothing but a problem may come of it. */
    private static void read(String text, boolean json) {
        try {
            var body = json ? JsonBody.parse(text) : BodyParser.parse(text);
            var declarations = new Declarations(new ArrayList<>());
            declarations.add(new ModuleFiles.Parsed("main.tf", body));
            assertThat(declarations.parameters().get("type").asString()).isEqualTo("object");
        } catch (SyntaxException expected) {
            assertThat(expected.line()).isPositive();
            assertThat(expected.getMessage()).endsWith(".");
        }
    }

    private static JsonNode x(String text) throws Exception {
        var declarations = new Declarations(new ArrayList<>());
        declarations.add(new ModuleFiles.Parsed("main.tf", BodyParser.parse(text)));
        return declarations.parameters().get("properties").get("x").get("default");
    }

    private static boolean isUnicode(String text) {
        return text.codePoints()
                .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static String quoted(String text) {
        var escaped = new StringBuilder("\"");
        for (var c : text.replace("${", "$${").replace("%{", "%%{").toCharArray()) {
            switch (c) {
                case '"', '\\' -> escaped.append('\\').append(c);
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                default -> {
                    if (c < ' ') {
                        escaped.append("\\u%04x".formatted((int) c));
                    } else {
                        escaped.append(c);
                    }
                }
            }
        }
        return escaped.append('"').toString();
    }
}
