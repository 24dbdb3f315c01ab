package dev.groundplan.catalog;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds and resolves {@code ${{ … }}} in parsed trees. A text that is one reference becomes the
 * value itself, with its type; inside of longer text the value is written as text. Resolved values
 * are never looked at again, so what a person typed can't become a reference.
 */
public final class References {
    private static final Pattern OPEN = Pattern.compile("\\$\\{\\{([^{}]*)(\\}\\})?");
    private static final Pattern PATH = Pattern.compile("[A-Za-z_][\\w-]*(\\.[\\w-]+)+");

    private References() {}

    /** Every well-formed reference in the texts of the tree, in order. */
    public static Set<Reference> in(JsonNode tree) {
        var found = new LinkedHashSet<Reference>();
        eachText(
                tree,
                text ->
                        OPEN.matcher(text)
                                .results()
                                .map(References::parse)
                                .forEach(one -> one.ifPresent(found::add)));
        return found;
    }

    /** Every {@code ${{} of the tree that is not a reference, as it stands there. */
    public static Set<String> malformed(JsonNode tree) {
        var found = new LinkedHashSet<String>();
        eachText(
                tree,
                text ->
                        OPEN.matcher(text)
                                .results()
                                .filter(match -> parse(match).isEmpty())
                                .forEach(match -> found.add(match.group())));
        return found;
    }

    /**
     * A copy of the tree with values instead of references.
     *
     * @param context {@code {parameters: {…}, environment: {…}, steps: {id: {outputs: {…}}}}}
     * @throws UnresolvedReferenceException when anything but a parameter has no value; a parameter
     *     without one is left out of its object or list, and is empty inside of text
     */
    public static JsonNode resolve(JsonNode tree, ObjectNode context) {
        return resolved(tree, context).orElse(JsonNodeFactory.instance.nullNode());
    }

    /**
     * As {@link #resolve} for one text, such as an output's value; a value that is no text is
     * written as JSON.
     */
    public static String resolveText(String text, ObjectNode context) {
        var resolved = resolve(JsonNodeFactory.instance.stringNode(text), context);
        return resolved.isNull() ? "" : asText(resolved);
    }

    private static Optional<JsonNode> resolved(JsonNode node, ObjectNode context) {
        if (node.isString()) {
            return text(node.stringValue(), context);
        }
        if (node.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            node.forEach(each -> resolved(each, context).ifPresent(array::add));
            return Optional.of(array);
        }
        if (node.isObject()) {
            var object = JsonNodeFactory.instance.objectNode();
            node.forEachEntry(
                    (key, each) ->
                            resolved(each, context).ifPresent(value -> object.set(key, value)));
            return Optional.of(object);
        }
        return Optional.of(node);
    }

    private static Optional<JsonNode> text(String text, ObjectNode context) {
        var whole = OPEN.matcher(text);
        if (whole.matches()) {
            var reference = parse(whole.toMatchResult());
            if (reference.isPresent()) {
                return value(reference.get(), context);
            }
        }
        var replaced =
                OPEN.matcher(text)
                        .replaceAll(match -> Matcher.quoteReplacement(written(match, context)));
        return Optional.of(JsonNodeFactory.instance.stringNode(replaced));
    }

    private static String written(MatchResult match, ObjectNode context) {
        var reference = parse(match);
        return reference.isEmpty()
                ? match.group()
                : value(reference.get(), context).map(References::asText).orElse("");
    }

    private static Optional<JsonNode> value(Reference reference, ObjectNode context) {
        JsonNode at = context;
        for (var part : reference.path()) {
            at =
                    at.isArray() && part.matches("\\d{1,9}")
                            ? at.path(Integer.parseInt(part))
                            : at.path(part);
        }
        if (!at.isMissingNode()) {
            return Optional.of(at);
        }
        if (reference.isParameter()) {
            return Optional.empty();
        }
        throw new UnresolvedReferenceException(reference);
    }

    private static String asText(JsonNode value) {
        return value.isString() ? value.stringValue() : value.isNull() ? "" : value.toString();
    }

    private static Optional<Reference> parse(MatchResult match) {
        var inside = match.group(1).strip();
        return match.group(2) != null && PATH.matcher(inside).matches()
                ? Optional.of(new Reference(List.of(inside.split("\\."))))
                : Optional.empty();
    }

    private static void eachText(JsonNode node, Consumer<String> consumer) {
        if (node.isString()) {
            consumer.accept(node.stringValue());
        }
        node.forEach(child -> eachText(child, consumer));
    }
}
