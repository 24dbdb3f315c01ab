package dev.groundplan.catalog.web;

import dev.groundplan.catalog.web.TemplateView.ParameterPage;
import dev.groundplan.catalog.web.TemplateView.ParameterRow;
import dev.groundplan.form.FormDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A form's schema as a table to read: every parameter, and the parts of lists and objects below it.
 */
final class ParameterRows {
    private static final Map<String, String> TYPES =
            Map.of(
                    "string",
                    "text",
                    "integer",
                    "whole number",
                    "number",
                    "number",
                    "boolean",
                    "yes or no",
                    "object",
                    "object");

    private ParameterRows() {}

    static List<ParameterPage> of(FormDefinition form) {
        return form.pages().stream()
                .filter(page -> !page.properties().isEmpty())
                .map(page -> new ParameterPage(page.title(), page.description(), rows(form, page)))
                .toList();
    }

    private static List<ParameterRow> rows(FormDefinition form, FormDefinition.Page page) {
        var rows = new ArrayList<ParameterRow>();
        page.properties().forEach(name -> add(rows, form.schema(), name, 0));
        return rows;
    }

    private static void add(List<ParameterRow> rows, JsonNode parent, String name, int depth) {
        var schema = parent.path("properties").path(name);
        var required =
                parent.path("required")
                        .valueStream()
                        .anyMatch(each -> each.asString().equals(name));
        rows.add(
                new ParameterRow(
                        name,
                        schema.path("title").asString(name),
                        depth,
                        type(schema),
                        defaultValue(schema),
                        SchemaWords.allowed(schema),
                        marks(schema, required),
                        help(schema)));
        var inner = schema.path("items").isObject() ? schema.path("items") : schema;
        inner.path("properties").propertyNames().forEach(part -> add(rows, inner, part, depth + 1));
    }

    private static String type(JsonNode schema) {
        var type = schema.path("type").asString("any");
        if (type.equals("array")) {
            return "list of " + plural(type(schema.path("items")));
        }
        if (type.equals("object") && schema.path("additionalProperties").isObject()) {
            return "map of " + plural(type(schema.path("additionalProperties")));
        }
        return TYPES.getOrDefault(type, "anything");
    }

    private static String plural(String type) {
        return switch (type) {
            case "text", "anything" -> type.equals("text") ? "texts" : "anything";
            case "yes or no" -> "yes or no";
            default ->
                    type.startsWith("list") || type.startsWith("map")
                            ? type.replaceFirst("^(list|map)", "$1s")
                            : type + "s";
        };
    }

    private static @Nullable String defaultValue(JsonNode schema) {
        var value = schema.path("default");
        if (value.isMissingNode() || value.isNull() || schema.path("writeOnly").asBoolean(false)) {
            return null;
        }
        if (value.isBoolean()) {
            return value.booleanValue() ? "yes" : "no";
        }
        if (value.isContainer() && value.isEmpty()) {
            return "none";
        }
        return value.isString()
                ? value.stringValue().isEmpty() ? "empty" : value.stringValue()
                : value.toString();
    }

    private static List<String> marks(JsonNode schema, boolean required) {
        var marks = new ArrayList<String>();
        if (required) {
            marks.add("required");
        }
        if (schema.path("writeOnly").asBoolean(false)) {
            marks.add("secret");
        }
        if (schema.path("x-fixed").asBoolean(false)) {
            marks.add("can't change later");
        }
        if (schema.path("x-if").isObject()) {
            marks.add(
                    "only if "
                            + schema.path("x-if")
                                    .propertyStream()
                                    .map(
                                            each ->
                                                    each.getKey()
                                                            + " is "
                                                            + SchemaWords.value(each.getValue()))
                                    .collect(Collectors.joining(" and ")));
        }
        return marks;
    }

    private static @Nullable String help(JsonNode schema) {
        var texts = new ArrayList<String>();
        for (var key : List.of("description", "ui:help")) {
            if (schema.path(key).isString()) {
                texts.add(schema.path(key).stringValue());
            }
        }
        return texts.isEmpty() ? null : String.join(" ", texts);
    }
}
