package dev.groundplan.catalog.manifest;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads one YAML document into plain data. Builds it from the parser's events, so that no tag is
 * ever resolved to a class, and keeps the line of everything. Refuses tags, merge keys, duplicate
 * keys, and what grows without bound.
 */
final class YamlReader {
    private static final int MOST_BYTES = 1024 * 1024;
    private static final int MOST_ALIASES = 50;
    private static final int MOST_NODES = 50_000;
    private static final int DEEPEST = 50;

    private final Iterator<Event> events;
    private final Map<String, JsonNode> anchors = new HashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private int aliases;
    private int nodes;

    private YamlReader(String text) {
        this.events = new Yaml(new LoaderOptions()).parse(new StringReader(text)).iterator();
    }

    static YamlTree read(byte[] bytes) throws YamlException {
        if (bytes.length > MOST_BYTES) {
            throw new YamlException(1, "The file is larger than 1 MB.");
        }
        try {
            return new YamlReader(decode(bytes)).document();
        } catch (MarkedYAMLException e) {
            throw new YamlException(lineOf(e), "This is not valid YAML: " + sentence(e));
        } catch (YAMLException e) {
            throw new YamlException(
                    1, "This is not valid YAML: it holds characters that YAML forbids.");
        }
    }

    private YamlTree document() throws YamlException {
        events.next(); // the start of the stream
        var start = events.next();
        if (!(start instanceof DocumentStartEvent document)) {
            throw new YamlException(1, "The file is empty.");
        }
        if (document.getTags() != null && !document.getTags().isEmpty()) {
            throw new YamlException(
                    line(start), "%TAG directives are not allowed: remove the line.");
        }
        var root = node(events.next(), "", 0);
        events.next(); // the end of the document
        var next = events.next();
        if (next instanceof DocumentStartEvent) {
            throw new YamlException(
                    line(next), "A second document starts here. Keep one document in the file.");
        }
        return new YamlTree(root, lines);
    }

    private JsonNode node(Event event, String pointer, int depth) throws YamlException {
        if (depth > DEEPEST) {
            throw new YamlException(
                    line(event), "This is nested more than " + DEEPEST + " levels deep.");
        }
        lines.putIfAbsent(pointer, line(event));
        if (event instanceof AliasEvent alias) {
            return copy(alias);
        }
        count(1, event);
        if (event instanceof ScalarEvent scalar) {
            return anchored(scalar.getAnchor(), scalar(scalar));
        }
        return collection((CollectionStartEvent) event, pointer, depth);
    }

    private JsonNode collection(CollectionStartEvent start, String pointer, int depth)
            throws YamlException {
        refuseTag(start.getTag(), start);
        // Registered only when complete: an alias inside of its own anchor finds nothing.
        JsonNode read =
                start instanceof MappingStartEvent
                        ? mapping(pointer, depth)
                        : sequence((SequenceStartEvent) start, pointer, depth);
        return anchored(start.getAnchor(), read);
    }

    private ObjectNode mapping(String pointer, int depth) throws YamlException {
        var mapping = JsonNodeFactory.instance.objectNode();
        for (var event = events.next(); !event.is(Event.ID.MappingEnd); event = events.next()) {
            var key = key(event);
            if (mapping.has(key)) {
                throw new YamlException(
                        line(event), "The key '" + key + "' stands here twice. Keep one of them.");
            }
            var child = YamlTree.child(pointer, key);
            lines.put(child, line(event));
            mapping.set(key, node(events.next(), child, depth + 1));
        }
        return mapping;
    }

    private ArrayNode sequence(SequenceStartEvent start, String pointer, int depth)
            throws YamlException {
        var sequence = JsonNodeFactory.instance.arrayNode();
        for (var event = events.next(); !event.is(Event.ID.SequenceEnd); event = events.next()) {
            sequence.add(node(event, pointer + "/" + sequence.size(), depth + 1));
        }
        count(0, start);
        return sequence;
    }

    private String key(Event event) throws YamlException {
        if (!(event instanceof ScalarEvent scalar)) {
            throw new YamlException(line(event), "A key must be plain text.");
        }
        refuseTag(scalar.getTag(), scalar);
        if (scalar.getValue().equals("<<") && scalar.isPlain()) {
            throw new YamlException(
                    line(event), "Merge keys (<<) are not supported. Write the keys out.");
        }
        count(1, event);
        anchored(scalar.getAnchor(), JsonNodeFactory.instance.stringNode(scalar.getValue()));
        return scalar.getValue();
    }

    private JsonNode scalar(ScalarEvent scalar) throws YamlException {
        refuseTag(scalar.getTag(), scalar);
        return scalar.isPlain()
                ? YamlScalars.plain(scalar.getValue())
                : JsonNodeFactory.instance.stringNode(scalar.getValue());
    }

    private JsonNode copy(AliasEvent alias) throws YamlException {
        var target = anchors.get(alias.getAnchor());
        if (target == null) {
            throw new YamlException(
                    line(alias), "Nothing above is called &" + alias.getAnchor() + ".");
        }
        if (++aliases > MOST_ALIASES) {
            throw new YamlException(
                    line(alias), "The file uses more than " + MOST_ALIASES + " aliases (*name).");
        }
        count(size(target), alias);
        return target.deepCopy();
    }

    private JsonNode anchored(@Nullable String anchor, JsonNode node) {
        if (anchor != null) {
            anchors.put(anchor, node);
        }
        return node;
    }

    private void count(int more, Event where) throws YamlException {
        nodes += more;
        if (nodes > MOST_NODES) {
            throw new YamlException(
                    line(where), "The file holds more than 50,000 values, aliases written out.");
        }
    }

    private static int size(JsonNode node) {
        int size = 1;
        for (var child : node) {
            size += size(child);
        }
        return size;
    }

    private static void refuseTag(@Nullable String tag, Event where) throws YamlException {
        if (tag != null) {
            throw new YamlException(
                    line(where), "Tags are not allowed: remove '" + shortTag(tag) + "'.");
        }
    }

    private static String shortTag(String tag) {
        var shown = tag.replace("tag:yaml.org,2002:", "!!");
        return shown.length() > 60 ? shown.substring(0, 60) + "…" : shown;
    }

    private static String decode(byte[] bytes) throws YamlException {
        try {
            var text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new YamlException(1, "The file is not UTF-8 text. Save it in that encoding.");
        }
    }

    private static int line(Event event) {
        return event.getStartMark().getLine() + 1;
    }

    private static int lineOf(MarkedYAMLException e) {
        return e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
    }

    private static String sentence(MarkedYAMLException e) {
        var problem = e.getProblem() == null ? "it can't be read" : e.getProblem();
        return problem.endsWith(".") ? problem : problem + ".";
    }
}
