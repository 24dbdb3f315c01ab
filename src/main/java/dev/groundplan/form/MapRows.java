package dev.groundplan.form;

import dev.groundplan.form.schema.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The rows of a map editor. Where a name is empty or used twice they are no map yet; then they are
 * kept as a list of pairs, which the validator refuses and the page shows again.
 */
final class MapRows {
    private final List<Row> rows = new ArrayList<>();

    record Row(String key, JsonNode value) {}

    static MapRows of(JsonNode value) {
        var rows = new MapRows();
        if (value.isArray()) {
            value.forEach(pair -> rows.add(Json.plain(pair.get(Typed.KEY)), pair.get(Typed.VALUE)));
        } else {
            value.propertyStream().forEach(entry -> rows.add(entry.getKey(), entry.getValue()));
        }
        return rows;
    }

    static boolean isRows(JsonNode value) {
        return value.isArray()
                && !value.isEmpty()
                && value.valueStream().allMatch(p -> p.has(Typed.KEY) && p.has(Typed.VALUE));
    }

    void add(String key, JsonNode value) {
        rows.add(new Row(key, value));
    }

    List<Row> all() {
        return rows;
    }

    JsonNode toJson() {
        var keys = new HashSet<>(rows.stream().map(Row::key).toList());
        return keys.size() == rows.size() && !keys.contains("") ? map() : pairs();
    }

    private JsonNode map() {
        var map = Json.object();
        rows.forEach(row -> map.set(row.key(), row.value()));
        return map;
    }

    private JsonNode pairs() {
        var pairs = Json.array();
        rows.forEach(
                row -> pairs.addObject().put(Typed.KEY, row.key()).set(Typed.VALUE, row.value()));
        return pairs;
    }
}
