package dev.groundplan.engine.terraform;

import dev.groundplan.engine.Change;
import dev.groundplan.engine.Change.Fidelity;
import dev.groundplan.engine.ChangeAction;
import dev.groundplan.engine.tool.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns an entry of "resource_changes" or "resource_drift" of a plan into one of ours. */
final class ChangeReader {
    /** Nothing lives in them but the script that they run. */
    private static final Set<String> SCRIPTS = Set.of("terraform_data", "null_resource");

    private static final Set<String> TRIGGERS = Set.of("/triggers_replace", "/triggers");

    private final JsonNode resource;
    private final JsonNode change;
    private final List<String> actions;

    private ChangeReader(JsonNode resource) {
        this.resource = resource;
        this.change = resource.path("change");
        this.actions =
                StreamSupport.stream(change.path("actions").spliterator(), false)
                        .map(JsonNode::asString)
                        .toList();
    }

    static Change read(JsonNode resource) {
        return new ChangeReader(resource).change();
    }

    private Change change() {
        var deposed = member(resource, "deposed");
        var address = Json.text(resource, "address");
        var action = action();
        return new Change(
                deposed == null ? address : address + " (deposed " + deposed + ")",
                member(resource, "previous_address"),
                Json.text(resource, "type"),
                name(),
                null,
                action,
                order(),
                value("before"),
                value("after"),
                Trees.pointersOfMarks(change.path("after_unknown")),
                sensitive(),
                replacePaths(),
                reason(action),
                null,
                importId(),
                Fidelity.EXACT);
    }

    private ChangeAction action() {
        if (actions.size() == 2) {
            return onlyRunsAgain() ? ChangeAction.RUN : ChangeAction.REPLACE;
        }
        return switch (actions.isEmpty() ? "" : actions.get(0)) {
            case "create" -> ChangeAction.CREATE;
            case "update" -> ChangeAction.UPDATE;
            case "delete" -> ChangeAction.DELETE;
            case "read" -> ChangeAction.READ;
            case "forget" -> ChangeAction.FORGET;
            case "no-op" -> recordsSomething() ? ChangeAction.UPDATE : ChangeAction.NO_OP;
            default -> ChangeAction.ERROR;
        };
    }

    /** A move or an import touches nothing out there, but is done only when the plan is applied. */
    private boolean recordsSomething() {
        return change.path("importing").isObject() || member(resource, "previous_address") != null;
    }

    private boolean onlyRunsAgain() {
        if (!SCRIPTS.contains(Json.text(resource, "type"))) {
            return false;
        }
        return (follows() && !holdsSomething())
                || (!replacePaths().isEmpty()
                        && replacePaths().stream().allMatch(ChangeReader::isTrigger));
    }

    private boolean follows() {
        return Json.text(resource, "action_reason").equals("replace_by_triggers");
    }

    /** What is kept in its input is a thing that would be lost, however the loss was set off. */
    private boolean holdsSomething() {
        return !change.path("before").path("input").isMissingNode()
                && !change.path("before").path("input").isNull();
    }

    private static boolean isTrigger(String pointer) {
        return TRIGGERS.contains(pointer.replaceFirst("(?<=.)/.*", ""));
    }

    private @Nullable String order() {
        if (actions.size() != 2) {
            return null;
        }
        return actions.get(0).equals("delete") ? "delete-first" : "create-first";
    }

    private @Nullable JsonNode value(String member) {
        var value = change.path(member);
        return value.isMissingNode() || value.isNull() ? null : value;
    }

    private List<String> sensitive() {
        var pointers = new LinkedHashSet<>(Trees.pointersOfMarks(change.path("before_sensitive")));
        pointers.addAll(Trees.pointersOfMarks(change.path("after_sensitive")));
        return List.copyOf(pointers);
    }

    private List<String> replacePaths() {
        var paths = new ArrayList<String>();
        change.path("replace_paths").forEach(path -> paths.add(Trees.pointerOfPath(path)));
        return paths;
    }

    private @Nullable String reason(ChangeAction action) {
        if (action == ChangeAction.RUN) {
            return "Its script runs again.";
        }
        var reason = member(resource, "action_reason");
        if (reason != null) {
            return Reasons.words(reason);
        }
        if (actions.contains("no-op") && action == ChangeAction.UPDATE) {
            return importId() == null
                    ? "Only its address changes."
                    : "It exists already and is taken over as it is.";
        }
        return null;
    }

    private @Nullable String importId() {
        return member(change.path("importing"), "id");
    }

    private String name() {
        var index = resource.path("index");
        return Json.text(resource, "name")
                + (index.isString() || index.isNumber() ? "[" + index + "]" : "");
    }

    private static @Nullable String member(JsonNode object, String name) {
        return object.path(name).isString() ? object.path(name).asString() : null;
    }
}
