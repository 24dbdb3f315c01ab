package dev.groundplan.engine.ansible;

import dev.groundplan.engine.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A file of a template in Ansible's YAML, as plain data. Tags such as {@code !vault} and {@code
 * !unsafe} are kept as the text they stand at; nothing is ever constructed from them.
 */
final class Yaml {
    private static final int LARGEST = 1 << 20;
    private static final int DEEPEST = 50;
    private static final Set<String> TRUE = Set.of("true", "yes", "on");
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(0|[1-9]\\d{0,30})(\\.\\d{1,30})?");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final List<Problem> problems;
    private final Path root;

    /**
     * @param root what problems name files relative to
     * @param problems gets what is wrong with the files that are read
     */
    Yaml(Path root, List<Problem> problems) {
        this.root = root;
        this.problems = problems;
    }

    /** Empty when there is no such file, or when it can't be read: then a problem says why. */
    Optional<JsonNode> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        if (Files.size(file) > LARGEST) {
            return refused(file, 0, "The file is larger than 1 MB.");
        }
        try {
            return Optional.of(parsed(Files.readString(file)));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            return refused(file, line, "This is not valid YAML: " + e.getProblem() + ".");
        } catch (YAMLException | java.nio.charset.CharacterCodingException e) {
            return refused(file, 0, "This is not valid YAML: it holds what YAML forbids.");
        }
    }

    private Optional<JsonNode> refused(Path file, int line, String why) {
        problems.add(Problem.error(root.relativize(file).toString(), line, why));
        return Optional.empty();
    }

    private static JsonNode parsed(String text) {
        var options = new LoaderOptions();
        options.setMaxAliasesForCollections(50);
        var yaml = new org.yaml.snakeyaml.Yaml(new SafeConstructor(options));
        var node = yaml.compose(new StringReader(text));
        return node == null ? JSON.nullNode() : plain(node, 0, new IdentityHashMap<>());
    }

    private static JsonNode plain(Node node, int depth, Map<Node, Boolean> open) {
        if (depth > DEEPEST || open.put(node, true) != null) {
            throw new YAMLException("nested without end");
        }
        try {
            if (node instanceof MappingNode mapping) {
                return mapping(mapping, depth, open);
            }
            return node instanceof SequenceNode sequence
                    ? sequence(sequence, depth, open)
                    : scalar((ScalarNode) node);
        } finally {
            open.remove(node);
        }
    }

    private static JsonNode mapping(MappingNode node, int depth, Map<Node, Boolean> open) {
        var mapping = JSON.objectNode();
        for (var tuple : node.getValue()) {
            var key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            mapping.set(key, plain(tuple.getValueNode(), depth + 1, open));
        }
        return mapping;
    }

    private static JsonNode sequence(SequenceNode node, int depth, Map<Node, Boolean> open) {
        var sequence = JSON.arrayNode();
        node.getValue().forEach(each -> sequence.add(plain(each, depth + 1, open)));
        return sequence;
    }

    /** As YAML 1.1 has it, where yes and no are truth values: that is what Ansible reads. */
    private static JsonNode scalar(ScalarNode node) {
        var text = node.getValue();
        if (node.getTag().equals(Tag.NULL)) {
            return JSON.nullNode();
        }
        if (node.getTag().equals(Tag.BOOL)) {
            return JSON.booleanNode(TRUE.contains(text.toLowerCase(Locale.ROOT)));
        }
        return isNumber(node) ? JSON.numberNode(new BigDecimal(text)) : JSON.stringNode(text);
    }

    /** Decimal ones: whoever writes a default with another base or with colons means text. */
    private static boolean isNumber(ScalarNode node) {
        return (node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT))
                && DECIMAL.matcher(node.getValue()).matches();
    }
}
