package dev.groundplan.form;

import dev.groundplan.form.schema.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A random form with values that it accepts. */
final class RandomForm {
    private static final int MAX_DEPTH = 3;
    private static final List<String> WORDS =
            List.of(
                    "orders",
                    "a b",
                    " padded ",
                    "ä€𝄞",
                    "<b>&amp;\"'",
                    "${1+1}",
                    "[[x]]",
                    "null",
                    "1",
                    "~/$");
    private static final List<String> NAMES =
            List.of(
                    "name",
                    "size",
                    "a/b",
                    "c~d",
                    "$key",
                    "über uns",
                    "items",
                    "values",
                    "0",
                    "x+y%");

    private final Random random;

    /** A schema and a value it accepts. */
    record Typed(ObjectNode schema, JsonNode value) {}

    RandomForm(long seed) {
        this.random = new Random(seed);
    }

    Typed object(int depth) {
        var schema = Json.object().put("type", "object");
        schema.put("additionalProperties", false);
        var required = schema.putArray("required");
        var properties = schema.putObject("properties");
        var value = Json.object();
        for (var name : some(NAMES, 1 + random.nextInt(4))) {
            var property = any(depth);
            if (random.nextInt(5) == 0) {
                property.schema().set("default", property.value());
            }
            properties.set(name, property.schema());
            boolean isRequired = random.nextBoolean();
            if (isRequired) {
                required.add(name);
            }
            if (isRequired || property.schema().has("default") || random.nextBoolean()) {
                value.set(name, property.value());
            }
        }
        return new Typed(schema, value);
    }

    private Typed any(int depth) {
        return switch (random.nextInt(depth < MAX_DEPTH ? 12 : 7)) {
            case 0 -> text();
            case 1 -> lines();
            case 2 -> number();
            case 3 -> integer();
            case 4 -> new Typed(type("boolean"), bool());
            case 5 -> choice();
            case 6 -> new Typed(Json.object(), json(0));
            case 7 -> list(depth);
            case 8 -> map(depth);
            case 9 -> tuple(depth);
            case 10 -> checkboxes();
            default -> object(depth + 1);
        };
    }

    private Typed text() {
        var text =
                random.nextInt(6) == 0
                        ? ""
                        : word() + (random.nextInt(6) == 0 ? "\n" + word() : word());
        return new Typed(type("string"), Json.text(text));
    }

    private Typed lines() {
        var text =
                random.ints(random.nextInt(4), 0, 3)
                        .mapToObj(i -> i == 0 ? "" : word())
                        .collect(Collectors.joining("\n"));
        return new Typed(type("string").put("ui:widget", "textarea"), Json.text(text));
    }

    private Typed number() {
        var number = new BigDecimal(BigInteger.valueOf(random.nextLong()), random.nextInt(30) - 10);
        return new Typed(type("number"), Json.parse(number.toString()).orElseThrow());
    }

    private Typed integer() {
        var number =
                new BigInteger(1 + random.nextInt(90), random)
                        .multiply(BigInteger.valueOf(random.nextBoolean() ? 1 : -1));
        return new Typed(type("integer"), Json.parse(number.toString()).orElseThrow());
    }

    private Typed choice() {
        var choices = Json.array();
        some(WORDS, 1 + random.nextInt(6)).forEach(choices::add);
        if (random.nextBoolean()) {
            choices.add(1).add(true).add("");
        }
        var chosen = choices.get(random.nextInt(choices.size()));
        var schema = Json.object();
        if (random.nextBoolean()) {
            var titled = schema.putArray("oneOf");
            choices.forEach(
                    c -> titled.addObject().put("title", "Title " + Json.plain(c)).set("const", c));
        } else {
            schema.set("enum", choices);
        }
        return new Typed(schema, chosen);
    }

    private Typed checkboxes() {
        var offered = some(WORDS, 4);
        var schema = type("array");
        var choices = schema.putObject("items").put("type", "string").putArray("enum");
        offered.forEach(choices::add);
        var value = Json.array();
        some(offered, random.nextInt(4)).forEach(value::add);
        if (random.nextInt(4) == 0) {
            value.add(offered.get(0));
        }
        return new Typed(schema, value);
    }

    private Typed list(int depth) {
        var first = entry(depth);
        var schema = type("array");
        schema.set("items", first.schema());
        var value = Json.array();
        for (int i = random.nextInt(4); i > 0; i--) {
            value.add(first.value());
        }
        return new Typed(schema, value);
    }

    private Typed map(int depth) {
        var entry = any(depth + 1);
        var schema = type("object");
        schema.set("additionalProperties", entry.schema());
        var value = Json.object();
        some(WORDS, random.nextInt(3)).forEach(key -> value.set(key, entry.value()));
        return new Typed(schema, value);
    }

    private Typed tuple(int depth) {
        var schema = type("array").put("items", false);
        var items = schema.putArray("prefixItems");
        var value = Json.array();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            var entry = entry(depth);
            items.add(entry.schema());
            value.add(entry.value());
        }
        schema.put("minItems", items.size());
        return new Typed(schema, value);
    }

    /** Entries of lists can't be empty texts unless the schema says so. */
    private Typed entry(int depth) {
        var entry = any(depth + 1);
        if (Json.plain(entry.value()).isEmpty()) {
            entry.schema().put("minLength", 0);
        }
        return entry;
    }

    private JsonNode json(int depth) {
        return switch (random.nextInt(depth < 3 ? 5 : 3)) {
            case 0 -> Json.text(word());
            case 1 -> number().value();
            case 2 -> bool();
            case 3 -> Json.array().add(json(depth + 1)).add(json(depth + 1));
            default -> Json.object().set(word(), json(depth + 1));
        };
    }

    private JsonNode bool() {
        return Json.parse("" + random.nextBoolean()).orElseThrow();
    }

    private String word() {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private static ObjectNode type(String type) {
        return Json.object().put("type", type);
    }

    private <T> List<T> some(List<T> all, int count) {
        var shuffled = new java.util.ArrayList<>(all);
        java.util.Collections.shuffle(shuffled, random);
        return shuffled.subList(0, Math.min(count, all.size()));
    }
}
