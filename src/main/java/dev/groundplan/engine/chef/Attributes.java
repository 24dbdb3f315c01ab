package dev.groundplan.engine.chef;

import dev.groundplan.engine.tool.Json;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.node.ObjectNode;

/**
 * The file of {@code --json-attributes}: the run list, and the values as attributes of the
 * cookbook. Chef reads them as data only, and none of them can be anything else than an attribute
 * of that cookbook.
 */
final class Attributes {
    private Attributes() {}

    static byte[] bytes(Cookbooks cookbooks, ObjectNode values) {
        var attributes = Json.MAPPER.createObjectNode();
        var runList = attributes.putArray("run_list");
        cookbooks.recipes().forEach(recipe -> runList.add("recipe[" + recipe + "]"));
        attributes.set(cookbooks.name(), values);
        return Json.MAPPER
                .writer()
                .with(JsonWriteFeature.ESCAPE_NON_ASCII)
                .writeValueAsBytes(attributes);
    }
}
