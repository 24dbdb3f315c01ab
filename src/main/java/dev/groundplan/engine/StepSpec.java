package dev.groundplan.engine;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * One step of a template: an engine working on one source folder.
 *
 * @param source file or folder, relative to the template's root
 * @param needs ids of the steps that come first, declared or implied by references
 * @param inputs what the template sets itself; values may hold {@code ${{ … }}} references
 * @param options what only this step's engine knows
 * @param tools version ranges by tool name, such as {@code terraform: ~> 1.11}
 */
public record StepSpec(
        String id,
        EngineKind engine,
        String source,
        List<String> needs,
        ObjectNode inputs,
        ObjectNode options,
        java.util.Map<String, String> tools) {}
