package dev.groundplan.catalog.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class YamlReaderTests {
    private static final String FILLER = "x".repeat(1024);

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void refusesWithoutHarmAndSaysWhere(String what, byte[] yaml, int line, String reason) {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () ->
                        assertThatExceptionOfType(YamlException.class)
                                .isThrownBy(() -> YamlReader.read(yaml))
                                .satisfies(
                                        e ->
                                                assertThat(e.line())
                                                        .as(e.getMessage())
                                                        .isEqualTo(line))
                                .withMessageContaining(reason));
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                text(
                        "a class by tag",
                        "a: !!javax.script.ScriptEngineManager [x]",
                        1,
                        "Tags are not allowed"),
                text("a class by tag in a key", "!!java.net.URL a: b", 1, "Tags are not allowed"),
                text("a local tag", "a: 1\nb: !Ref c", 2, "remove '!Ref'"),
                text("a verbatim tag", "a: !<tag:yaml.org,2002:str> b", 1, "Tags are not allowed"),
                text("a tag on a list", "a: !!set {x, y}", 1, "Tags are not allowed"),
                text("a harmless tag", "a: !!str 1", 1, "'!!str'"),
                text("the non-specific tag", "a: ! b", 1, "Tags are not allowed"),
                text("a tag directive", "%TAG ! tag:evil,2000:\n---\na: !b c", 1, "%TAG"),
                text("an unknown tag handle", "a: !e!b c", 1, "not valid YAML"),
                text("binary", "a: !!binary aGVsbG8=", 1, "Tags are not allowed"),
                text("billion laughs", laughs(9, 9), 6, "50,000 values"),
                text("laughs with few aliases", laughs(24, 2), 14, "50,000 values"),
                text(
                        "many aliases",
                        "a: &x 1\n" + "b%d: *x\n".repeat(60).formatted(numbers(60)),
                        52,
                        "more than 50 aliases"),
                text("an alias to itself", "a: &x [*x]", 1, "Nothing above is called &x"),
                text(
                        "an alias in its own mapping",
                        "a: &x\n  b: *x",
                        2,
                        "Nothing above is called &x"),
                text("an alias to nothing", "a: *nothing", 1, "Nothing above is called &nothing"),
                text("an alias as key", "a: &x b\n*x : c", 2, "A key must be plain text"),
                text("a merge key", "a: &x {b: 1}\nc:\n  <<: *x", 3, "Merge keys"),
                text("duplicate keys", "a: 1\nb: 2\na: 3", 3, "'a' stands here twice"),
                text("duplicate keys, quoted", "a: 1\n\"a\": 3", 2, "'a' stands here twice"),
                text(
                        "duplicate keys deep down",
                        "a:\n  - b: 1\n    b: 2",
                        3,
                        "'b' stands here twice"),
                text("a list as key", "? [a, b]\n: c", 1, "A key must be plain text"),
                text("a mapping as key", "? {a: b}\n: c", 1, "A key must be plain text"),
                text("deep flow lists", "[".repeat(2000) + "]".repeat(2000), 1, "50 levels"),
                text("deep flow lists without an end", "[".repeat(100_000), 1, "50 levels"),
                text("deep mappings", deep(60), 52, "50 levels"),
                text("two documents", "a: 1\n---\nb: 2", 2, "second document"),
                text("an empty file", "", 1, "empty"),
                text("only comments", "# nothing\n# here\n", 1, "empty"),
                text("a tab as indentation", "a:\n\tb: 1", 2, "not valid YAML"),
                text("an open quote", "a: \"b\nc: d\n", 3, "not valid YAML"),
                text("an open bracket", "a: [b, c\nd: e", 2, "not valid YAML"),
                text("bad indentation", "a: 1\n  b: 2", 2, "not valid YAML"),
                text("a NUL", "a: b\0c", 1, "not valid YAML"),
                text("an escape character", "a: \u001b[31mred", 1, "not valid YAML"),
                text("too many values", "a: [" + "1,".repeat(60_000) + "1]", 1, "50,000 values"),
                Arguments.of(
                        "bytes that are no UTF-8",
                        new byte[] {'a', ':', ' ', (byte) 0xff},
                        1,
                        "not UTF-8"),
                Arguments.of("UTF-16", "a: b".getBytes(StandardCharsets.UTF_16), 1, "not UTF-8"),
                Arguments.of(
                        "2 MB",
                        ("a: " + FILLER.repeat(2048)).getBytes(StandardCharsets.UTF_8),
                        1,
                        "larger than 1 MB"));
    }

    @Test
    void readsTheCoreSchemaOfYaml12() throws YamlException {
        var root =
                read("""
                text: no
                old: 0777
                time: 12:30
                date: 2026-11-23
                flag: true
                nothing: ~
                number: 1.50
                hex: 0xff
                quoted: '1'
                """)
                        .root();

        assertThat(root.toString())
                .isEqualTo(
                        "{\"text\":\"no\",\"old\":777,\"time\":\"12:30\",\"date\":\"2026-11-23\",\"flag\":true,\"nothing\":null,"
                                + "\"number\":1.50,\"hex\":255,\"quoted\":\"1\"}");
    }

    @Test
    void knowsTheLineOfEverything() throws YamlException {
        var tree =
                read(
                        """
                spec:
                  steps:
                    - id: one
                      inputs: {a: 1,
                               b: 2}
                    - id: two
                """);

        assertThat(tree.line("/spec/steps/0/inputs/b")).isEqualTo(5);
        assertThat(tree.line("/spec/steps/1")).isEqualTo(6);
        assertThat(tree.line("/spec/steps/1/inputs/none")).isEqualTo(6);
    }

    @Test
    void writesAliasesOut() throws YamlException {
        assertThat(read("a: &x {b: [1, 2]}\nc: *x").root().toString())
                .isEqualTo("{\"a\":{\"b\":[1,2]},\"c\":{\"b\":[1,2]}}");
    }

    @Test
    void skipsAByteOrderMark() throws YamlException {
        assertThat(read("\uFEFFa: 1").root().path("a").asInt()).isEqualTo(1);
    }

    private static YamlTree read(String yaml) throws YamlException {
        return YamlReader.read(yaml.getBytes(StandardCharsets.UTF_8));
    }

    private static Arguments text(String what, String yaml, int line, String reason) {
        return Arguments.of(what, yaml.getBytes(StandardCharsets.UTF_8), line, reason);
    }

    private static String laughs(int levels, int each) {
        var yaml = new StringBuilder("a0: &a0 [lol, lol]\n");
        for (int i = 1; i <= levels; i++) {
            yaml.append("a%d: &a%d [".formatted(i, i))
                    .append("*a%d, ".formatted(i - 1).repeat(each))
                    .append("end]\n");
        }
        return yaml.toString();
    }

    private static Object[] numbers(int count) {
        return IntStream.range(0, count).boxed().toArray();
    }

    private static String deep(int levels) {
        var yaml = new StringBuilder();
        IntStream.range(0, levels).forEach(i -> yaml.append("  ".repeat(i)).append("a:\n"));
        return yaml.toString();
    }
}
