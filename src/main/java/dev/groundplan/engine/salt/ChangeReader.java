package dev.groundplan.engine.salt;

import dev.groundplan.engine.Change;
import dev.groundplan.engine.Change.Fidelity;
import dev.groundplan.engine.ChangeAction;
import dev.groundplan.engine.configuration.Secrets;
import dev.groundplan.engine.tool.Json;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes rows of a plan from what a test reported. */
final class ChangeReader {
    private static final String HIDDEN_DIFF = "<show_changes=False>";

    /** They say that something is new, or repeat what it is called. */
    private static final Set<String> MARKS = Set.of("newfile", "cmd", "diff", "new", "removed");

    private final Secrets secrets;

    ChangeReader(Secrets secrets) {
        this.secrets = secrets;
    }

    /** Empty when the state leaves everything as it is. */
    Optional<Change> read(StateResult result) {
        if (result.failed()) {
            return Optional.of(row(result, ChangeAction.ERROR, Fidelity.OPAQUE, result.message()));
        }
        return result.acts() ? Optional.of(acting(result)) : Optional.empty();
    }

    private Change acting(StateResult result) {
        if (result.hidden()) {
            var why = "What it does is hidden (no_log).";
            return row(result, action(result), fidelity(result), why);
        }
        var diff = diff(result);
        boolean shown = !showsNothing(result);
        var before = Json.MAPPER.createObjectNode();
        var after = shown ? given(result) : Json.MAPPER.createObjectNode();
        changed(result.changes(), before, after);
        if (diff != null && !secrets.in(after)) {
            after.remove("contents"); // the lines that differ say it all
        }
        var why = shown ? null : "What it changes is hidden (show_changes).";
        return row(result, action(result), fidelity(result), why)
                .between(before, after, secrets.pointers(before, after))
                .differing(shown ? secrets.masked(diff) : null);
    }

    private static boolean showsNothing(StateResult result) {
        return Json.text(result.changes(), "diff").equals(HIDDEN_DIFF)
                || result.given().path("show_changes").isBoolean()
                        && !result.given().path("show_changes").booleanValue();
    }

    private static @Nullable String diff(StateResult result) {
        var diff = result.changes().path("diff");
        return diff.isString() && !diff.asString().isEmpty() ? diff.asString() : null;
    }

    private static ObjectNode given(StateResult result) {
        return result.given() instanceof ObjectNode given
                ? given.deepCopy()
                : Json.MAPPER.createObjectNode();
    }

    /** {@code old} and {@code new} of each thing where the state tells both, else what is new. */
    private static void changed(JsonNode changes, ObjectNode before, ObjectNode after) {
        for (var change : changes.properties()) {
            var value = change.getValue();
            if (value.has("old") || value.has("new")) {
                put(before, change.getKey(), value.path("old"));
                put(after, change.getKey(), value.path("new"));
            } else if (!MARKS.contains(change.getKey())) {
                after.set(change.getKey(), value);
            }
        }
    }

    private static void put(ObjectNode side, String name, JsonNode value) {
        if (!isNothing(value)) {
            side.set(name, value);
        }
    }

    private static boolean isNothing(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || value.isString() && value.asString().isEmpty();
    }

    private static ChangeAction action(StateResult result) {
        if (result.runs()) {
            return ChangeAction.RUN;
        }
        if (result.removes()) {
            return ChangeAction.DELETE;
        }
        return creates(result.changes()) ? ChangeAction.CREATE : ChangeAction.UPDATE;
    }

    /** A new file has a mark of its own, a folder is "new", others have nothing old. */
    private static boolean creates(JsonNode changes) {
        return changes.has("newfile")
                || changes.has("new") && isNothing(changes.path("old"))
                || !changes.isEmpty() && changes.valueStream().allMatch(ChangeReader::isNew);
    }

    private static boolean isNew(JsonNode value) {
        if (value.has("new")) {
            return isNothing(value.path("old"));
        }
        return value.isObject()
                && value.valueStream().anyMatch(each -> each.asString("").equals("new"));
    }

    private static Fidelity fidelity(StateResult result) {
        return result.runs() ? Fidelity.OPAQUE : Fidelity.REPORTED;
    }

    private static Change row(
            StateResult result, ChangeAction action, Fidelity fidelity, @Nullable String reason) {
        return Change.of(
                        result.address(), result.type(), result.id(), Minion.HOST, action, fidelity)
                .because(reason);
    }
}
