package dev.groundplan.run.api;

import dev.groundplan.catalog.Descriptor;
import dev.groundplan.catalog.Descriptor.OutputSpec;
import dev.groundplan.catalog.References;
import dev.groundplan.catalog.UnresolvedReferenceException;
import dev.groundplan.engine.Output;
import dev.groundplan.environment.Environment;
import dev.groundplan.environment.EnvironmentStep;
import dev.groundplan.environment.EnvironmentSteps;
import dev.groundplan.identity.Teams;
import dev.groundplan.run.api.EnvironmentAnswer.EnvironmentStepAnswer;
import dev.groundplan.run.api.EnvironmentAnswer.OutputAnswer;
import dev.groundplan.run.api.EnvironmentAnswer.StepOutput;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The outputs of environments; a sensitive one has no value here, whoever asks. */
@Component
class EnvironmentOutputs {
    private final EnvironmentSteps steps;
    private final Teams teams;

    EnvironmentOutputs(EnvironmentSteps steps, Teams teams) {
        this.steps = steps;
        this.teams = teams;
    }

    List<EnvironmentStepAnswer> bySteps(Environment environment) {
        return steps.of(environment.id()).stream().map(this::step).toList();
    }

    private EnvironmentStepAnswer step(EnvironmentStep step) {
        return new EnvironmentStepAnswer(
                step.step(),
                step.engine(),
                step.condition(),
                steps.outputs(step).stream().map(EnvironmentOutputs::output).toList());
    }

    private static StepOutput output(Output output) {
        return new StepOutput(
                output.name(), output.sensitive() ? null : output.value(), output.sensitive());
    }

    /**
     * The outputs that the template shows.
     *
     * @param values without secrets
     */
    List<OutputAnswer> shown(Environment environment, Descriptor descriptor, ObjectNode values) {
        var context = JsonNodeFactory.instance.objectNode();
        context.set("parameters", values);
        context.putObject("environment")
                .put("id", environment.id().toString())
                .put("name", environment.name())
                .put("tier", environment.tier())
                .put("team", teams.get(environment.teamId()).name());
        var known = context.putObject("steps");
        steps.of(environment.id()).forEach(step -> know(step, known));
        return descriptor.outputs().stream().map(output -> shown(output, context)).toList();
    }

    private void know(EnvironmentStep step, ObjectNode known) {
        var outputs = known.putObject(step.step()).putObject("outputs");
        steps.outputs(step).stream()
                .filter(output -> !output.sensitive())
                .forEach(output -> outputs.set(output.name(), output.value()));
    }

    private static OutputAnswer shown(OutputSpec output, ObjectNode context) {
        var secret = output.as() == OutputSpec.As.SECRET;
        String value = null;
        if (!secret) {
            try {
                value = References.resolveText(output.value(), context);
            } catch (UnresolvedReferenceException sensitiveOrNotMadeYet) {
                value = null;
            }
        }
        return new OutputAnswer(output.name(), output.title(), output.as().name(), value, secret);
    }
}
