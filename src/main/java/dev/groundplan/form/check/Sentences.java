package dev.groundplan.form.check;

import dev.groundplan.form.check.SchemaRules.Broken;
import dev.groundplan.form.schema.FieldSchema;
import dev.groundplan.form.schema.Json;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Broken rules in plain words. What the template's author wrote ({@code x-error}) comes first. */
final class Sentences {
    private static final int SHOWN = 60;
    private static final int SHOWN_CHOICES = 8;
    private static final Map<String, String> FORMATS =
            Map.of(
                    "email", "an e-mail address",
                    "ipv4", "an IPv4 address such as 192.0.2.1",
                    "ipv6", "an IPv6 address such as 2001:db8::1",
                    "hostname", "a host name",
                    "uri", "an address such as https://example.org/",
                    "date", "a date such as 2026-11-23",
                    "date-time", "a date and time such as 2026-11-23T08:00:00Z",
                    "time", "a time such as 08:00:00Z",
                    "duration", "a duration such as PT15M",
                    "uuid", "a UUID");

    private Sentences() {}

    static String of(FieldSchema field, Broken broken) {
        return authored(field, broken).orElseGet(() -> rule(field, broken) + but(broken) + ".");
    }

    /**
     * Says the rule and nothing of the value; of a rule inside of the secret only that it is
     * broken.
     */
    static String ofSecret(FieldSchema field, Broken broken, boolean whole) {
        return whole
                ? authored(field, broken).orElseGet(() -> rule(field, broken) + ".")
                : "Does not have the form that is asked for.";
    }

    private static Optional<String> authored(FieldSchema field, Broken broken) {
        var messages = field.node().path("x-error");
        var message = messages.path(broken.keyword());
        return (message.isMissingNode() && broken.keyword().equals("enum")
                        ? messages.path("oneOf")
                        : message)
                .stringValueOpt();
    }

    private static String rule(FieldSchema field, Broken broken) {
        var limit = field.node().path(broken.keyword());
        return switch (broken.keyword()) {
            case "required" -> required(field);
            case "type" -> type(field);
            case "enum", "const" -> "Must be " + choices(field);
            case "minLength" ->
                    "Must be at least " + counted(limit, "character", "characters") + " long";
            case "maxLength" ->
                    "Must be at most " + counted(limit, "character", "characters") + " long";
            case "minimum" -> "Must be at least " + Json.plain(limit);
            case "maximum" -> "Must be at most " + Json.plain(limit);
            case "exclusiveMinimum" -> "Must be more than " + Json.plain(limit);
            case "exclusiveMaximum" -> "Must be less than " + Json.plain(limit);
            case "multipleOf" -> "Must be a multiple of " + Json.plain(limit);
            case "pattern" -> "Must match the pattern " + Json.plain(limit);
            case "format" ->
                    "Must be " + FORMATS.getOrDefault(Json.plain(limit), Json.plain(limit));
            case "minItems", "minProperties", "minContains" ->
                    "Must have at least " + counted(limit, "entry", "entries");
            case "maxItems", "maxProperties", "maxContains" ->
                    "Must have at most " + counted(limit, "entry", "entries");
            case "uniqueItems" -> "Has the same entry twice";
            case "additionalProperties" ->
                    "Has a name that is not asked for: " + quoted(broken.property());
            case "items" -> "Has more entries than are asked for";
            default -> "Does not have the form that is asked for";
        };
    }

    private static String required(FieldSchema field) {
        return switch (field.kind()) {
            case CHOICE, CHECKBOXES -> "Choose a value";
            default -> "Enter a value";
        };
    }

    private static String type(FieldSchema field) {
        return switch (field.type()) {
            case "string" -> "Must be a text";
            case "number" -> "Must be a number";
            case "integer" -> "Must be a whole number";
            case "boolean" -> "Must be yes or no";
            case "array" -> "Must be a list";
            case "object" -> "Must be an object with names and values";
            default -> "Must be of another type";
        };
    }

    private static String choices(FieldSchema field) {
        var labels =
                field.choices().stream()
                        .limit(SHOWN_CHOICES)
                        .map(choice -> quoted(choice.label()))
                        .collect(Collectors.joining(", "));
        return field.choices().size() > SHOWN_CHOICES
                ? "one of the offered values, such as " + labels
                : (field.choices().size() == 1 ? labels : "one of " + labels);
    }

    private static String but(Broken broken) {
        return switch (broken.keyword()) {
            case "minLength", "maxLength" -> ", but has " + length(broken.value());
            case "minItems", "maxItems", "minProperties", "maxProperties" ->
                    ", but has " + broken.value().size();
            case "type", "enum", "const", "pattern", "format" ->
                    broken.value().isValueNode() ? ", but is " + value(broken.value()) : "";
            case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf" ->
                    ", but is " + Json.plain(broken.value());
            default -> "";
        };
    }

    private static String value(JsonNode value) {
        return Json.plain(value).isEmpty() ? "empty" : quoted(Json.plain(value));
    }

    private static int length(JsonNode value) {
        var text = Json.plain(value);
        return text.codePointCount(0, text.length());
    }

    private static String counted(JsonNode limit, String one, String several) {
        return Json.plain(limit) + " " + (limit.asInt(0) == 1 ? one : several);
    }

    private static String quoted(String text) {
        int end =
                text.length() > SHOWN
                        ? text.offsetByCodePoints(
                                0, Math.min(SHOWN, text.codePointCount(0, text.length())))
                        : text.length();
        return "“" + text.substring(0, end) + (end < text.length() ? "…" : "") + "”";
    }
}
