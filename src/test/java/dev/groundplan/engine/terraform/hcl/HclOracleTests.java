package dev.groundplan.engine.terraform.hcl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundplan.engine.terraform.hcl.Body.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Our reading against that of HashiCorp's parser; scripts/hcl-oracle.mjs wrote its answers down.
 */
class HclOracleTests {
    private static final Path FOLDER = Path.of("src/test/resources/hcl");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static Stream<String> good() throws IOException {
        return names().filter(name -> !answer(name).has("error"));
    }

    static Stream<String> bad() throws IOException {
        return names().filter(name -> answer(name).has("error"));
    }

    @Test
    void coversGoodAndBadFiles() throws IOException {
        assertThat(good()).hasSizeGreaterThanOrEqualTo(25);
        assertThat(bad()).hasSizeGreaterThanOrEqualTo(20);
    }

    @ParameterizedTest
    @MethodSource("good")
    void readsWhatTheOracleReads(String name) throws Exception {
        var body = BodyParser.parse(text(name));
        assertThat(labels(body.blocks("variable")))
                .containsExactlyInAnyOrderElementsOf(keys(name, "variable"));
        assertThat(labels(body.blocks("output")))
                .containsExactlyInAnyOrderElementsOf(keys(name, "output"));
        for (var block : body.blocks("variable")) {
            compareVariable(block, answer(name).get("variable").get(block.label(0)).get(0));
        }
        for (var block : body.blocks("output")) {
            compareOutput(block, answer(name).get("output").get(block.label(0)).get(0));
        }
    }

    @ParameterizedTest
    @MethodSource("bad")
    void refusesWhatTheOracleRefuses(String name) {
        assertThatThrownBy(() -> BodyParser.parse(text(name)))
                .isInstanceOfSatisfying(
                        SyntaxException.class,
                        wrong -> {
                            assertThat(wrong.getMessage()).matches("[A-Z\"].*\\.");
                            assertThat(wrong.line()).isBetween(1, 5);
                        });
    }

    private static void compareVariable(Block block, JsonNode oracle) {
        var variable = Variable.of(block);
        var type = block.body().attributes().get("type");
        assertThat(type == null ? null : "${" + type.text() + "}")
                .isEqualTo(oracle.path("type").asString(null));
        assertThat(variable.description())
                .isEqualTo(unescaped(oracle.path("description").asString(null)));
        assertThat(variable.sensitive()).isEqualTo(oracle.path("sensitive").asBoolean(false));
        assertThat(variable.ephemeral()).isEqualTo(oracle.path("ephemeral").asBoolean(false));
        assertThat(variable.nullable()).isEqualTo(oracle.path("nullable").asBoolean(true));
        compareDefault(block, oracle.get("default"));
        compareValidations(block, oracle.path("validation"));
    }

    private static void compareDefault(Block block, JsonNode oracle) {
        var written = block.body().attributes().get("default");
        assertThat(written == null).isEqualTo(oracle == null);
        if (written != null && !oracle.asString("").equals("${" + written.text() + "}")) {
            assertThat(Literals.value(written.value()).map(HclOracleTests::loose))
                    .contains(loose(unescaped(oracle)));
        }
    }

    private static void compareValidations(Block block, JsonNode oracle) {
        var validations = block.body().blocks("validation");
        assertThat(validations).hasSize(oracle.size());
        for (var i = 0; i < validations.size(); i++) {
            var attributes = validations.get(i).body().attributes();
            assertThat("${" + attributes.get("condition").text() + "}")
                    .isEqualTo(oracle.get(i).get("condition").asString());
            var message = oracle.get(i).get("error_message").asString();
            assertThat(Literals.text(attributes.get("error_message").value()).orElse(message))
                    .isEqualTo(message);
        }
    }

    private static void compareOutput(Block block, JsonNode oracle) {
        assertThat(Literals.isTrue(block.body().value("sensitive")))
                .isEqualTo(oracle.path("sensitive").asBoolean(false));
        assertThat(Literals.text(block.body().value("description")).orElse(null))
                .isEqualTo(unescaped(oracle.path("description").asString(null)));
    }

    private static List<String> labels(List<Block> blocks) {
        return blocks.stream().map(block -> block.label(0)).toList();
    }

    private static List<String> keys(String name, String type) {
        return List.copyOf(answer(name).get(type).propertyNames());
    }

    /** JavaScript knows doubles only. */
    private static JsonNode loose(JsonNode node) {
        return each(
                node, value -> value.isNumber() ? NODES.numberNode(value.doubleValue()) : value);
    }

    /** The oracle keeps escaped what would be a sequence. */
    private static JsonNode unescaped(JsonNode node) {
        return each(
                node,
                value -> value.isString() ? NODES.stringNode(unescaped(value.asString())) : value);
    }

    private static JsonNode each(JsonNode node, UnaryOperator<JsonNode> change) {
        if (node.isArray()) {
            var list = NODES.arrayNode();
            node.forEach(item -> list.add(each(item, change)));
            return list;
        }
        if (node.isObject()) {
            var object = NODES.objectNode();
            node.properties()
                    .forEach(entry -> object.set(entry.getKey(), each(entry.getValue(), change)));
            return object;
        }
        return change.apply(node);
    }

    private static String unescaped(String text) {
        return text == null ? null : text.replace("$${", "${").replace("%%{", "%{");
    }

    private static Stream<String> names() throws IOException {
        try (var files = Files.list(FOLDER.resolve("corpus"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    private static String text(String name) throws IOException {
        return Files.readString(FOLDER.resolve("corpus").resolve(name));
    }

    private static JsonNode answer(String name) {
        return JSON.readTree(FOLDER.resolve("answers").resolve(name + ".json"));
    }
}
