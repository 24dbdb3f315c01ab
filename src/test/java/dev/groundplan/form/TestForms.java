package dev.groundplan.form;

import dev.groundplan.form.schema.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Forms, values and parameters written short. */
final class TestForms {
    static final ValueValidator VALIDATOR = new ValueValidator();
    static final FormReader READER = new FormReader();
    static final Forms FORMS = new Forms(READER, VALIDATOR);

    private TestForms() {}

    /** A form with many kinds of fields on three pages. */
    static FormDefinition webServer() {
        var form = json(resource("/forms/web-server.json"));
        var pages = new ArrayList<FormDefinition.Page>();
        form.get("pages")
                .forEach(
                        page ->
                                pages.add(
                                        new FormDefinition.Page(
                                                page.get("title").stringValue(),
                                                page.path("description").asString(null),
                                                page.get("properties")
                                                        .valueStream()
                                                        .map(JsonNode::stringValue)
                                                        .toList())));
        return new FormDefinition((ObjectNode) form.get("schema"), pages);
    }

    /** A form of one page with these properties; names with a star are required. */
    static FormDefinition form(String properties) {
        var schema = Json.object();
        schema.put("type", "object");
        var required = schema.putArray("required");
        var declared = schema.putObject("properties");
        json(properties)
                .propertyStream()
                .forEach(
                        property -> {
                            var name = property.getKey().replace("*", "");
                            declared.set(name, property.getValue());
                            if (property.getKey().endsWith("*")) {
                                required.add(name);
                            }
                        });
        return of(schema);
    }

    static FormDefinition of(ObjectNode schema) {
        var names = List.copyOf(schema.get("properties").propertyNames());
        return new FormDefinition(schema, List.of(new FormDefinition.Page("Values", null, names)));
    }

    static ObjectNode values(String text) {
        return (ObjectNode) json(text);
    }

    static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"')).orElseThrow();
    }

    static MultiValueMap<String, String> parameters(String... namesAndTexts) {
        var parameters = new LinkedMultiValueMap<String, String>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            parameters.add(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return parameters;
    }

    static List<ValueProblem> problems(FormDefinition form, String values) {
        return VALIDATOR.validate(form, values(values), Known.nothing());
    }

    private static String resource(String name) {
        try (var stream = TestForms.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
