package dev.groundplan.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One row of every engine's plan.
 *
 * @param address unique within the step
 * @param previousAddress where it was before a move; null when not moved
 * @param target host or namespace; null when the tool has none
 * @param order of a replace: "delete-first" (downtime) or "create-first"; null otherwise
 * @param before null when it does not exist yet; sensitive leaves are masked by the worker before
 *     it is stored
 * @param after null when it will be gone; unknown leaves are absent
 * @param unknown JSON Pointers into after that are known only after the apply
 * @param sensitive JSON Pointers into before and after that must not be shown
 * @param replacePaths JSON Pointers of what forces a replace
 * @param reason why, in plain words; null when there is nothing to add
 * @param diffText a unified diff, where the tool has one instead of values; null otherwise
 * @param importId the id it is imported from; null when it is not imported
 */
public record Change(
        String address,
        @Nullable String previousAddress,
        String type,
        String name,
        @Nullable String target,
        ChangeAction action,
        @Nullable String order,
        @Nullable JsonNode before,
        @Nullable JsonNode after,
        List<String> unknown,
        List<String> sensitive,
        List<String> replacePaths,
        @Nullable String reason,
        @Nullable String diffText,
        @Nullable String importId,
        Fidelity fidelity) {

    public enum Fidelity {
        EXACT,
        REPORTED,
        OPAQUE
    }

    /** A row that says only what happens to what. */
    public static Change of(
            String address,
            String type,
            String name,
            @Nullable String target,
            ChangeAction action,
            Fidelity fidelity) {
        return new Change(
                address, null, type, name, target, action, null, null, null, List.of(), List.of(),
                List.of(), null, null, null, fidelity);
    }

    /** The same row with a reason in plain words; null takes it away. */
    public Change because(@Nullable String why) {
        return with(before, after, sensitive, why, diffText);
    }

    /** The same row with values; a create shows no value before, a delete none after. */
    public Change between(ObjectNode from, ObjectNode to, List<String> secrets) {
        return with(
                from.isEmpty() || action == ChangeAction.CREATE ? null : from,
                to.isEmpty() || action == ChangeAction.DELETE ? null : to,
                secrets,
                reason,
                diffText);
    }

    /** The same row with a unified diff; null takes it away. */
    public Change differing(@Nullable String diff) {
        return with(before, after, sensitive, reason, diff);
    }

    private Change with(
            @Nullable JsonNode from,
            @Nullable JsonNode to,
            List<String> secrets,
            @Nullable String why,
            @Nullable String diff) {
        return new Change(
                address,
                previousAddress,
                type,
                name,
                target,
                action,
                order,
                from,
                to,
                unknown,
                secrets,
                replacePaths,
                why,
                diff,
                importId,
                fidelity);
    }
}
