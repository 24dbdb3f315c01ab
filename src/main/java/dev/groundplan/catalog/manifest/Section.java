package dev.groundplan.catalog.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One mapping of the manifest, read key by key: what has the wrong type is reported where it
 * stands, and left out.
 */
record Section(ObjectNode node, String pointer, Problems problems) {

    /** Every other key is an error, never ignored: a misspelt key must not silently do nothing. */
    Section only(String... keys) {
        var known = List.of(keys);
        for (var key : node.propertyNames()) {
            if (!known.contains(key)) {
                problem(key, "Unknown key '" + key + "'." + DidYouMean.hint(key, known));
            }
        }
        return this;
    }

    Optional<String> text(String key, int longest) {
        var value = value(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (!value.get().isString()) {
            problem(
                    key,
                    "'"
                            + key
                            + "' must be text"
                            + (value.get().isContainer() ? "." : ": put it in quotes."));
            return Optional.empty();
        }
        var text = value.get().stringValue().strip();
        if (text.isEmpty()
                || text.length() > longest
                || text.chars().anyMatch(Section::invisible)) {
            problem(
                    key,
                    "'"
                            + key
                            + "' must be 1 to "
                            + longest
                            + " characters without control characters.");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    Optional<String> text(String key, Pattern form, String otherwise) {
        var text = text(key, 200);
        if (text.isPresent() && !form.matcher(text.get()).matches()) {
            problem(key, otherwise);
            return Optional.empty();
        }
        return text;
    }

    /** False when the key is absent. */
    boolean flag(String key) {
        var value = value(key);
        if (value.isPresent() && !value.get().isBoolean()) {
            problem(key, "'" + key + "' must be true or false.");
        }
        return value.isPresent() && value.get().asBoolean(false);
    }

    /** Reports a missing key; the empty text then stands for it. */
    String required(String key, Optional<String> text) {
        if (!node.has(key)) {
            problems.at(pointer, "The key '" + key + "' is missing" + where() + ".");
        }
        return text.orElse("");
    }

    List<String> texts(String key, Pattern form, String otherwise) {
        var texts = new ArrayList<String>();
        for (var item : list(key)) {
            if (item.isString() && form.matcher(item.stringValue()).matches()) {
                texts.add(item.stringValue());
            } else {
                problem(key, otherwise);
            }
        }
        return List.copyOf(texts);
    }

    /**
     * A mapping of texts.
     *
     * @param otherwise what is wrong with a text of another form; %s is its name
     */
    Map<String, String> mapping(String key, Pattern form, String otherwise) {
        var texts = new LinkedHashMap<String, String>();
        section(key).ifPresent(all -> all.collect(form, otherwise, texts));
        return texts;
    }

    private void collect(Pattern form, String otherwise, Map<String, String> texts) {
        for (var name : node.propertyNames()) {
            text(name, form, otherwise.formatted(name)).ifPresent(text -> texts.put(name, text));
        }
    }

    Optional<Section> section(String key) {
        return value(key).flatMap(value -> asSection(key, at(key), value));
    }

    /** The entries of a mapping of mappings. */
    Map<String, Section> sections(String key) {
        var sections = new LinkedHashMap<String, Section>();
        section(key)
                .ifPresent(
                        all ->
                                all.node
                                        .propertyNames()
                                        .forEach(
                                                name ->
                                                        all.section(name)
                                                                .ifPresent(
                                                                        each ->
                                                                                sections.put(
                                                                                        name,
                                                                                        each))));
        return sections;
    }

    /** The items of a list of mappings. */
    List<Section> items(String key) {
        var items = new ArrayList<Section>();
        int index = 0;
        for (var item : list(key)) {
            asSection(key, at(key) + "/" + index++, item).ifPresent(items::add);
        }
        return items;
    }

    ObjectNode object(String key) {
        return section(key).map(Section::node).orElseGet(JsonNodeFactory.instance::objectNode);
    }

    /** Empty for a key that is absent or stands without a value. */
    Optional<JsonNode> value(String key) {
        var value = node.path(key);
        if (value.isNull()) {
            problem(key, "'" + key + "' has no value: give it one or remove the line.");
        }
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
    }

    void problem(String key, String message) {
        problems.at(at(key), message);
    }

    String at(String key) {
        return YamlTree.child(pointer, key);
    }

    private Iterable<JsonNode> list(String key) {
        var value = value(key);
        if (value.isPresent() && !value.get().isArray()) {
            problem(key, "'" + key + "' must be a list.");
            return List.of();
        }
        return value.<Iterable<JsonNode>>map(list -> list).orElse(List.of());
    }

    private Optional<Section> asSection(String key, String at, JsonNode value) {
        if (value instanceof ObjectNode object) {
            return Optional.of(new Section(object, at, problems));
        }
        problems.at(at, "'" + key + "' must hold keys with values here.");
        return Optional.empty();
    }

    private String where() {
        return pointer.isEmpty() ? "" : " in " + pointer.substring(1).replace("/", ".");
    }

    private static boolean invisible(int c) {
        return (Character.isISOControl(c) && c != '\n' && c != '\t')
                || Character.getType(c) == Character.FORMAT && c != 0x200D;
    }
}
