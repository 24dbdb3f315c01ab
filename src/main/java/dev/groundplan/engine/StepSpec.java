package dev.groundplan.engine;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/**
 * One step of a template: an engine working on one source folder.
 *
 * @param source file or folder, relative to the template's root
 * @param needs ids of the steps that come first, declared or implied by references
 * @param inputs what the template sets itself; values may hold {@code ${{ … }}} references
 * @param options what only this step's engine knows
 * @param tools version ranges by tool name, such as {@code terraform: ~> 1.11}
 * @param credentials slots by what the step uses them for, such as {@code ssh: fleet-key}
 */
public record StepSpec(
        String id,
        EngineKind engine,
        String source,
        List<String> needs,
        ObjectNode inputs,
        ObjectNode options,
        Map<String, String> tools,
        Map<String, String> credentials) {

    /** Versions that were imported before there were credentials have none. */
    public StepSpec {
        credentials = Objects.requireNonNullElse(credentials, Map.of());
    }

    /** A step without credentials. */
    public StepSpec(
            String id,
            EngineKind engine,
            String source,
            List<String> needs,
            ObjectNode inputs,
            ObjectNode options,
            Map<String, String> tools) {
        this(id, engine, source, needs, inputs, options, tools, Map.of());
    }

    public StepSpec withNeeds(List<String> all) {
        return new StepSpec(id, engine, source, all, inputs, options, tools, credentials);
    }

    public StepSpec withInputs(ObjectNode all) {
        return new StepSpec(id, engine, source, needs, all, options, tools, credentials);
    }

    public StepSpec withOptions(ObjectNode all) {
        return new StepSpec(id, engine, source, needs, inputs, all, tools, credentials);
    }
}
