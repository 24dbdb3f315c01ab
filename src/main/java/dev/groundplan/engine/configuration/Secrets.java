package dev.groundplan.engine.configuration;

import dev.groundplan.engine.Inputs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The secrets that a step was given, to know them again in what a tool reports: its own marks are
 * lost where a value ends up in a file.
 */
public record Secrets(Set<String> texts) {
    private static final String MASK = "••••••";

    public static Secrets of(Inputs inputs) {
        var texts = new HashSet<String>();
        inputs.sensitive().forEach(name -> collect(inputs.values().path(name), texts));
        return new Secrets(texts);
    }

    private static void collect(JsonNode value, Set<String> texts) {
        if (value.isContainer()) {
            value.forEach(child -> collect(child, texts));
        } else if (value.isString() && !value.asString().isEmpty()) {
            texts.add(value.asString());
        }
    }

    public boolean in(JsonNode value) {
        return !pointers(value).isEmpty();
    }

    /** A difference of two texts with dots in the place of each of them; null stays null. */
    public @Nullable String masked(@Nullable String diff) {
        return diff == null
                ? null
                : texts.stream().reduce(diff, (text, secret) -> text.replace(secret, MASK));
    }

    /** JSON Pointers (RFC 6901) of the texts that hold one of them. */
    public List<String> pointers(JsonNode value) {
        var pointers = new ArrayList<String>();
        find(value, "", pointers);
        return pointers;
    }

    /** Those in either of two values of one thing. */
    public List<String> pointers(JsonNode before, JsonNode after) {
        return Stream.concat(pointers(before).stream(), pointers(after).stream())
                .distinct()
                .toList();
    }

    private void find(JsonNode value, String pointer, List<String> pointers) {
        if (value.isObject()) {
            value.properties()
                    .forEach(
                            entry ->
                                    find(
                                            entry.getValue(),
                                            pointer + "/" + escaped(entry.getKey()),
                                            pointers));
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                find(value.get(i), pointer + "/" + i, pointers);
            }
        } else if (value.isString() && texts.stream().anyMatch(value.asString()::contains)) {
            pointers.add(pointer);
        }
    }

    private static String escaped(String step) {
        return step.replace("~", "~0").replace("/", "~1");
    }
}
