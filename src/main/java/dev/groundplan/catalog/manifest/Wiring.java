package dev.groundplan.catalog.manifest;

import dev.groundplan.engine.StepSpec;
import dev.groundplan.form.FormDefinition;

/**
 * Makes the rule "same name = wired" explicit: after it a step's inputs say everything it gets, so
 * that who executes it only resolves references.
 */
final class Wiring {
    private Wiring() {}

    static StepSpec wired(DescribedStep step, FormDefinition form) {
        var spec = step.spec();
        var inputs = spec.inputs().deepCopy();
        var names = step.closed() ? step.names() : form.schema().get("properties").propertyNames();
        for (var name : names) {
            if (!inputs.has(name)) {
                inputs.put(name, "${{ parameters." + name + " }}");
            }
        }
        return spec.withInputs(inputs);
    }
}
