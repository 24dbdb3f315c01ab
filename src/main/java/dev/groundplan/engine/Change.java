package dev.groundplan.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

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
}
