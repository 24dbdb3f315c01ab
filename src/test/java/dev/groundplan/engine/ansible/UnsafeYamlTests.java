package dev.groundplan.engine.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class UnsafeYamlTests {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void marksEveryTextWhereverItStands() {
        var value = Map.of("a", List.of("x", Map.of("b", "{{ y }}")));

        assertThat(text(JSON.valueToTree(value)))
                .isEqualTo("{\"a\": [!unsafe \"x\", {\"b\": !unsafe \"{{ y }}\"}]}\n");
    }

    @Test
    void writesNumbersThatYamlReadsAsNumbers() {
        assertThat(read(JSON.readTree("{\"a\": 1e3, \"b\": 12345678901234567890, \"c\": -0.5}")))
                .isEqualTo(
                        Map.of(
                                "a", 1000.0,
                                "b", new java.math.BigInteger("12345678901234567890"),
                                "c", -0.5));
    }

    @Test
    void keepsTruthAndNothing() {
        assertThat(text(JSON.readTree("[true, false, null, \"yes\", \"null\"]")))
                .isEqualTo("[true, false, null, !unsafe \"yes\", !unsafe \"null\"]\n");
    }

    @Property(tries = 500)
    void bringsBackEveryText(@ForAll String text) {
        var whole = new String(text.getBytes(StandardCharsets.UTF_16), StandardCharsets.UTF_16);

        assertThat(read(JSON.valueToTree(Map.of("key " + whole, whole))))
                .isEqualTo(Map.of("key " + whole, "unsafe " + whole));
    }

    private static String text(JsonNode value) {
        return new String(UnsafeYaml.bytes(value), StandardCharsets.UTF_8);
    }

    private static Object read(JsonNode value) {
        return new Yaml(new Unsafe()).load(text(value));
    }

    /** Reads the tag as Ansible does. */
    private static final class Unsafe extends SafeConstructor {
        Unsafe() {
            super(new LoaderOptions());
            yamlConstructors.put(
                    new Tag("!unsafe"),
                    new AbstractConstruct() {
                        @Override
                        public Object construct(Node node) {
                            return "unsafe " + ((ScalarNode) node).getValue();
                        }
                    });
        }
    }
}
