package dev.groundplan.worker;

import dev.groundplan.catalog.Reference;
import dev.groundplan.catalog.References;
import dev.groundplan.engine.CredentialLease;
import dev.groundplan.engine.Inputs;
import dev.groundplan.engine.StepSpec;
import dev.groundplan.environment.Environment;
import dev.groundplan.environment.RevealedValues;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The inputs and options of steps with their references resolved. The import has written out which
 * parameter goes to which input.
 */
public final class StepInputs {
    private final RevealedValues values;
    private final ObjectNode context;
    private final Set<String> sensitiveOutputs = new LinkedHashSet<>();

    public StepInputs(
            JsonMapper json,
            Environment environment,
            String team,
            String folder,
            RevealedValues values) {
        this.values = values;
        this.context = json.createObjectNode();
        context.set("parameters", values.values());
        context.putObject("environment")
                .put("name", environment.name())
                .put("tier", environment.tier())
                .put("team", team)
                .put("folder", folder);
        context.putObject("steps");
    }

    /** From now on the output is known. */
    public void output(String step, String name, JsonNode value, boolean sensitive) {
        var steps = (ObjectNode) context.get("steps");
        var outputs = steps.withObjectProperty(step).withObjectProperty("outputs");
        outputs.set(name, value);
        if (sensitive) {
            sensitiveOutputs.add(step + "." + name);
        }
    }

    /**
     * The outputs that the step needs and that nobody knows yet, as {@code step.output}; empty when
     * it can be planned.
     */
    public Set<String> missing(StepSpec step) {
        var missing = new TreeSet<String>();
        for (var reference : references(step)) {
            if (reference.isStepOutput() && !isKnown(reference)) {
                missing.add(reference.name() + "." + reference.output());
            }
        }
        return missing;
    }

    public Inputs of(StepSpec step) {
        return of(step, List.of());
    }

    Inputs of(StepSpec step, List<CredentialLease> credentials) {
        var resolved = (ObjectNode) References.resolve(step.inputs(), context);
        return new Inputs(resolved, sensitive(step), credentials);
    }

    /** The step with the references in its options resolved. */
    public StepSpec resolved(StepSpec step) {
        return step.withOptions((ObjectNode) References.resolve(step.options(), context));
    }

    private Set<String> sensitive(StepSpec step) {
        var names = new TreeSet<String>();
        step.inputs()
                .forEachEntry(
                        (name, value) -> {
                            if (References.in(value).stream().anyMatch(this::isSensitive)) {
                                names.add(name);
                            }
                        });
        return names;
    }

    private boolean isSensitive(Reference reference) {
        return reference.isStepOutput()
                ? sensitiveOutputs.contains(reference.name() + "." + reference.output())
                : reference.isParameter() && values.sensitive().contains(reference.name());
    }

    private boolean isKnown(Reference reference) {
        return context.path("steps").path(reference.name()).path("outputs").has(reference.output());
    }

    private static Set<Reference> references(StepSpec step) {
        var all = new LinkedHashSet<>(References.in(step.inputs()));
        all.addAll(References.in(step.options()));
        return all;
    }
}
