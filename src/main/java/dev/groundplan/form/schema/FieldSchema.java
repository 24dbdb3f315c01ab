package dev.groundplan.form.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The schema of one value, with the name it goes by. */
public record FieldSchema(String name, JsonNode node, boolean required) {

    public FieldKind kind() {
        return FieldKind.of(this);
    }

    /** The JSON type apart from null; empty when any or several are allowed. */
    public String type() {
        var type = node.path("type");
        if (type.isString()) {
            return type.stringValue();
        }
        var types =
                type.valueStream().map(JsonNode::asString).filter(t -> !t.equals("null")).toList();
        return types.size() == 1 ? types.get(0) : "";
    }

    public boolean isSecret() {
        return node.path("writeOnly").asBoolean(false);
    }

    public boolean isFixed() {
        return node.path("x-fixed").asBoolean(false);
    }

    public boolean isMultiline() {
        return node.path("ui:widget").asString("").equals("textarea");
    }

    /** The default, null when there is none. */
    public @Nullable JsonNode defaultValue() {
        var value = node.get("default");
        return value == null || value.isNull() ? null : value;
    }

    public String label() {
        return node.path("title").asString(humanised());
    }

    /** A text of the schema; empty when it is absent. */
    public String text(String keyword) {
        return node.path(keyword).asString("");
    }

    public List<Choice> choices() {
        var choices = Choices.of(node);
        if (choices.isEmpty() && type().equals("boolean") && !required && defaultValue() == null) {
            return Choices.yesNo();
        }
        return choices;
    }

    public FieldSchema items() {
        return new FieldSchema("", node.path("items"), true);
    }

    public FieldSchema mapValues() {
        return new FieldSchema("", node.path("additionalProperties"), true);
    }

    public List<FieldSchema> tupleItems() {
        var items = new ArrayList<FieldSchema>();
        node.path("prefixItems")
                .forEach(item -> items.add(new FieldSchema("" + (items.size() + 1), item, true)));
        return items;
    }

    /** In the order of {@code ui:order}: an array of names at the object, or a number at each. */
    public Map<String, FieldSchema> properties() {
        var required = node.path("required").valueStream().map(JsonNode::asString).toList();
        var order = node.path("ui:order").valueStream().map(JsonNode::asString).toList();
        var properties = new LinkedHashMap<String, FieldSchema>();
        node.path("properties")
                .propertyStream()
                .sorted(Comparator.comparingInt(e -> position(order, e.getKey(), e.getValue())))
                .forEach(
                        e ->
                                properties.put(
                                        e.getKey(),
                                        new FieldSchema(
                                                e.getKey(),
                                                e.getValue(),
                                                required.contains(e.getKey()))));
        return properties;
    }

    private static int position(List<String> order, String name, JsonNode property) {
        int listed = order.indexOf(name);
        return listed >= 0 ? listed : property.path("ui:order").asInt(Integer.MAX_VALUE);
    }

    private String humanised() {
        var words = name.replace('_', ' ').replace('-', ' ').strip();
        return words.isEmpty()
                ? name
                : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
