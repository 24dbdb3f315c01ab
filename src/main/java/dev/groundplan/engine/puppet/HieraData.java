package dev.groundplan.engine.puppet;

import dev.groundplan.engine.Inputs;
import dev.groundplan.engine.tool.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Values as the JSON that Hiera reads: under {@code class::parameter} for each class of the step,
 * and under their own names for {@code lookup()}. Nothing in them is interpolated.
 */
final class HieraData {
    private static final String OPTIONS = "lookup_options";

    private HieraData() {}

    static byte[] bytes(List<PuppetClass> classes, Inputs inputs) {
        var data = Json.MAPPER.createObjectNode();
        var options = Json.MAPPER.createObjectNode();
        for (var input : inputs.values().properties()) {
            var name = input.getKey();
            boolean secret = inputs.sensitive().contains(name);
            put(data, options, name, escaped(input.getValue()), secret);
        }
        for (var each : classes) {
            for (var parameter : each.parameters()) {
                parameter(each.name(), parameter, inputs, data, options);
            }
        }
        data.set(OPTIONS, options);
        return Json.MAPPER.writeValueAsBytes(data);
    }

    private static void parameter(
            String owner, Parameter parameter, Inputs inputs, ObjectNode data, ObjectNode options) {
        var key = owner + "::" + parameter.name();
        var given = inputs.values().path(parameter.name());
        if (!given.isMissingNode()) {
            var value = escaped(fitting(given, parameter.type().bare()));
            put(data, options, key, value, parameter.type().secret());
        } else if (parameter.isLeftOpen()) {
            data.putNull(key);
        }
    }

    private static void put(
            ObjectNode data, ObjectNode options, String key, JsonNode value, boolean secret) {
        data.set(key, value);
        if (secret && !value.isNull()) {
            options.putObject(key).put("convert_to", "Sensitive");
        }
    }

    /** To Puppet a whole number is no Float, though a form sends 1 for 1.0. */
    private static JsonNode fitting(JsonNode value, DataType type) {
        if (type.name().equals("Float") && value.isIntegralNumber()) {
            return JsonNodeFactory.instance.numberNode(value.decimalValue().setScale(1));
        }
        if (value instanceof ArrayNode items) {
            var all = Json.MAPPER.createArrayNode();
            items.forEach(item -> all.add(fitting(item, type.ofItems())));
            return all;
        }
        if (value instanceof ObjectNode members) {
            var all = Json.MAPPER.createObjectNode();
            for (var member : members.properties()) {
                var own = type.ofMember(member.getKey());
                all.set(member.getKey(), fitting(member.getValue(), own));
            }
            return all;
        }
        return value;
    }

    /** Hiera would look up what stands in <code>%{…}</code>, in names as well. */
    private static JsonNode escaped(JsonNode value) {
        if (value.isString()) {
            return JsonNodeFactory.instance.stringNode(escaped(value.asString()));
        }
        if (value instanceof ArrayNode items) {
            var all = Json.MAPPER.createArrayNode();
            items.forEach(item -> all.add(escaped(item)));
            return all;
        }
        if (value instanceof ObjectNode members) {
            var all = Json.MAPPER.createObjectNode();
            for (var member : members.properties()) {
                all.set(escaped(member.getKey()), escaped(member.getValue()));
            }
            return all;
        }
        return value;
    }

    private static String escaped(String text) {
        return text.replace("%{", "%{literal('%')}{");
    }
}
