package dev.groundplan.worker;

import dev.groundplan.engine.Change;
import dev.groundplan.engine.PlannedOutput;
import dev.groundplan.engine.StepPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes secrets out of a plan before anybody sees it, with two nets: what the tool marked as
 * sensitive, and every value that is known to be secret, in its usual encodings. Marks alone leak.
 */
final class PlanMasking {
    static final String MASKED = "$masked";
    private final Scrubber scrubber;

    PlanMasking(Scrubber scrubber) {
        this.scrubber = scrubber;
    }

    StepPlan mask(StepPlan plan) {
        return new StepPlan(
                plan.guarantee(),
                plan.changes().stream().map(this::mask).toList(),
                plan.drift().stream().map(this::mask).toList(),
                plan.outputs().stream().map(this::mask).toList(),
                plan.complete(),
                plan.warnings().stream().map(scrubber::scrub).toList(),
                plan.engineVersion());
    }

    private Change mask(Change change) {
        return new Change(
                scrubber.scrub(change.address()),
                scrub(change.previousAddress()),
                change.type(),
                scrubber.scrub(change.name()),
                scrub(change.target()),
                change.action(),
                change.order(),
                mask(change.before(), change.sensitive()),
                mask(change.after(), change.sensitive()),
                change.unknown(),
                change.sensitive(),
                change.replacePaths(),
                scrub(change.reason()),
                scrub(change.diffText()),
                scrub(change.importId()),
                change.fidelity());
    }

    private PlannedOutput mask(PlannedOutput output) {
        boolean hidden = output.sensitive();
        return new PlannedOutput(
                output.name(),
                output.action(),
                hidden ? null : mask(output.before(), List.of()),
                hidden ? null : mask(output.value(), List.of()),
                output.known(),
                hidden);
    }

    private @Nullable String scrub(@Nullable String text) {
        return text == null ? null : scrubber.scrub(text);
    }

    private @Nullable JsonNode mask(@Nullable JsonNode value, List<String> sensitive) {
        if (value == null) {
            return null;
        }
        var copy = value.deepCopy();
        for (var pointer : sensitive) {
            if (pointer.isEmpty()) {
                return masked();
            }
            replace(copy, JsonPointer.compile(pointer));
        }
        return scrubber.scrub(copy);
    }

    private static void replace(JsonNode root, JsonPointer pointer) {
        var parent = root.at(pointer.head());
        var last = pointer.last();
        if (parent instanceof ObjectNode object && object.has(last.getMatchingProperty())) {
            object.set(last.getMatchingProperty(), masked());
        } else if (parent instanceof ArrayNode array && array.has(last.getMatchingIndex())) {
            array.set(last.getMatchingIndex(), masked());
        }
    }

    private static ObjectNode masked() {
        return JsonNodeFactory.instance.objectNode().put(MASKED, true);
    }
}
