package dev.groundplan.catalog.manifest;

import dev.groundplan.catalog.Descriptor.OutputSpec;
import dev.groundplan.catalog.Reference;
import dev.groundplan.catalog.References;
import dev.groundplan.catalog.manifest.Manifest.Output;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Refuses references to nothing, and secrets that an output would show. */
final class ReferenceCheck {
    private static final List<String> ENVIRONMENT = List.of("name", "tier", "team", "folder");

    private final ObjectNode parameters;
    private final Map<String, DescribedStep> steps;
    private final Problems problems;

    ReferenceCheck(ObjectNode parameters, List<DescribedStep> steps, Problems problems) {
        this.parameters = parameters;
        this.steps =
                steps.stream()
                        .collect(
                                Collectors.toMap(
                                        step -> step.spec().id(), step -> step, (a, b) -> a));
        this.problems = problems;
    }

    void step(DescribedStep step) {
        tree(step.spec().inputs(), step.pointer() + "/inputs", step.spec().id());
        tree(step.spec().options(), step.pointer() + "/options", step.spec().id());
    }

    void output(Output output) {
        var value = JsonNodeFactory.instance.stringNode(output.spec().value());
        text(value, output.pointer() + "/value", "");
        if (output.spec().as() != OutputSpec.As.SECRET
                && References.in(value).stream().anyMatch(this::secret)) {
            problems.at(
                    output.pointer(),
                    "The output '" + output.spec().name() + "' shows a secret. Say 'as: secret'.");
        }
    }

    private void tree(JsonNode node, String pointer, String inStep) {
        if (node instanceof ObjectNode object) {
            object.forEachEntry((key, value) -> tree(value, YamlTree.child(pointer, key), inStep));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                tree(node.get(i), pointer + "/" + i, inStep);
            }
        } else {
            text(node, pointer, inStep);
        }
    }

    private void text(JsonNode text, String pointer, String inStep) {
        for (var broken : References.malformed(text)) {
            problems.at(
                    pointer,
                    "'"
                            + broken
                            + "' is not a reference. Write ${{ parameters.… }}, ${{ environment.… }} or"
                            + " ${{ steps.….outputs.… }}.");
        }
        References.in(text).forEach(reference -> reference(reference, pointer, inStep));
    }

    private void reference(Reference reference, String pointer, String inStep) {
        switch (reference.path().get(0)) {
            case "parameters" -> parameter(reference, pointer);
            case "environment" -> environment(reference, pointer);
            case "steps" -> stepOutput(reference, pointer, inStep);
            default ->
                    problems.at(
                            pointer,
                            reference
                                    + " refers to nothing. A reference starts with parameters, environment"
                                    + " or steps.");
        }
    }

    private void parameter(Reference reference, String pointer) {
        if (!parameters.has(reference.name())) {
            problems.at(
                    pointer,
                    reference
                            + " refers to nothing: there is no parameter '"
                            + reference.name()
                            + "'."
                            + DidYouMean.hint(reference.name(), parameters.propertyNames()));
        }
    }

    private void environment(Reference reference, String pointer) {
        if (reference.path().size() != 2 || !ENVIRONMENT.contains(reference.name())) {
            problems.at(
                    pointer,
                    reference
                            + " refers to nothing: an environment has "
                            + String.join(", ", ENVIRONMENT)
                            + ".");
        }
    }

    private void stepOutput(Reference reference, String pointer, String inStep) {
        var step = steps.get(reference.name());
        if (!reference.isStepOutput() || step == null) {
            problems.at(
                    pointer,
                    reference
                            + " refers to nothing: write ${{ steps.<id>.outputs.<name> }}."
                            + DidYouMean.hint(reference.name(), steps.keySet()));
        } else if (reference.name().equals(inStep)) {
            problems.at(pointer, reference + " refers to an output of its own step.");
        } else if (step.output(reference.output()).isEmpty()) {
            problems.at(
                    pointer,
                    reference
                            + " refers to nothing: the step has no such output."
                            + DidYouMean.hint(reference.output(), step.outputNames()));
        }
    }

    private boolean secret(Reference reference) {
        if (reference.isParameter()) {
            return parameters.path(reference.name()).path("writeOnly").asBoolean(false);
        }
        var step = steps.get(reference.name());
        return reference.isStepOutput()
                && step != null
                && step.output(reference.output()).filter(output -> output.sensitive()).isPresent();
    }
}
