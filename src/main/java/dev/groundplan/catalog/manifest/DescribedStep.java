package dev.groundplan.catalog.manifest;

import dev.groundplan.engine.Problem;
import dev.groundplan.engine.SourceDescription;
import dev.groundplan.engine.SourceDescription.DeclaredOutput;
import dev.groundplan.engine.StepSpec;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A step of the manifest beside what its engine found in its source. */
record DescribedStep(StepSpec spec, String pointer, SourceDescription source) {

    /**
     * Whether the source names all its parameters; an engine that declares none takes those of the
     * manifest.
     */
    boolean closed() {
        var additional = source.parameters().path("additionalProperties");
        return additional.isBoolean() ? !additional.booleanValue() : !properties().isEmpty();
    }

    /** Whether the engine could read all of the source. */
    boolean sound() {
        return source.problems().stream().noneMatch(Problem::fatal);
    }

    ObjectNode properties() {
        return source.parameters().path("properties") instanceof ObjectNode properties
                ? properties
                : JsonNodeFactory.instance.objectNode();
    }

    Collection<String> names() {
        return properties().propertyNames();
    }

    /**
     * What the source asks a person for: its parameters without those that the template sets by
     * inputs.
     */
    Map<String, ObjectNode> asked() {
        var asked = new LinkedHashMap<String, ObjectNode>();
        properties()
                .forEachEntry(
                        (name, schema) -> {
                            if (!spec.inputs().has(name) && schema instanceof ObjectNode object) {
                                asked.put(name, object);
                            }
                        });
        return asked;
    }

    boolean requires(String name) {
        return source.parameters()
                .path("required")
                .valueStream()
                .map(JsonNode::asString)
                .anyMatch(name::equals);
    }

    Optional<DeclaredOutput> output(String name) {
        return source.outputs().stream().filter(output -> output.name().equals(name)).findFirst();
    }

    List<String> outputNames() {
        return source.outputs().stream().map(DeclaredOutput::name).toList();
    }
}
