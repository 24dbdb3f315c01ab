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
 * @param verify whether a second plan right after an apply must change nothing
 */
public record StepSpec(
        String id,
        EngineKind engine,
        String source,
        List<String> needs,
        ObjectNode inputs,
        ObjectNode options,
        Map<String, String> tools,
        Map<String, String> credentials,
        Boolean verify) {

    /** Versions that were imported earlier do not have the newest keys. */
    public StepSpec {
        credentials = Objects.requireNonNullElse(credentials, Map.of());
        verify = Objects.requireNonNullElse(verify, false);
    }

    /** A step without credentials that is not verified. */
    public StepSpec(
            String id,
            EngineKind engine,
            String source,
            List<String> needs,
            ObjectNode inputs,
            ObjectNode options,
            Map<String, String> tools) {
        this(id, engine, source, needs, inputs, options, tools, Map.of(), false);
    }

    public StepSpec withNeeds(List<String> all) {
        return new StepSpec(id, engine, source, all, inputs, options, tools, credentials, verify);
    }

    public StepSpec withInputs(ObjectNode all) {
        return new StepSpec(id, engine, source, needs, all, options, tools, credentials, verify);
    }

    public StepSpec withOptions(ObjectNode all) {
        return new StepSpec(id, engine, source, needs, inputs, all, tools, credentials, verify);
    }
}
