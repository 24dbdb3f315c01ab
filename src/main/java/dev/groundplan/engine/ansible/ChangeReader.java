package dev.groundplan.engine.ansible;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.groundplan.engine.Change;
import dev.groundplan.engine.Change.Fidelity;
import dev.groundplan.engine.ChangeAction;
import dev.groundplan.engine.configuration.Secrets;
import dev.groundplan.engine.tool.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes rows of a plan from what a check reported. */
final class ChangeReader {
    private static final int CONTEXT = 3;
    private static final Set<String> COMMANDS =
            Set.of("command", "shell", "raw", "script", "expect", "win_command", "win_shell");
    private final Secrets secrets;

    ChangeReader(Secrets secrets) {
        this.secrets = secrets;
    }

    /** Empty when the task leaves everything as it is. */
    Optional<Change> read(TaskResult result) {
        if (result.failed()) {
            return Optional.of(row(result, ChangeAction.ERROR, Fidelity.OPAQUE, result.message()));
        }
        if (result.uncheckable()) {
            var why = "A check can't tell what it would do: it runs.";
            return Optional.of(row(result, ChangeAction.RUN, Fidelity.OPAQUE, why));
        }
        if (!result.changed() || result.module().equals("set_stats")) {
            return Optional.empty();
        }
        if (COMMANDS.contains(result.module())) {
            return Optional.of(row(result, ChangeAction.RUN, Fidelity.OPAQUE, null));
        }
        return Optional.of(changed(result));
    }

    private Change changed(TaskResult result) {
        var before = Json.MAPPER.createObjectNode();
        var after = Json.MAPPER.createObjectNode();
        var texts = new ArrayList<String>();
        result.diffs().forEach(diff -> merge(diff, before, after, texts));
        var action = result.removes() ? ChangeAction.DELETE : action(result, before, after);
        if (!texts.isEmpty() && !secrets.in(before) && !secrets.in(after)) {
            before.remove("content"); // the lines that differ say it all
            after.remove("content");
        }
        var hidden = result.said().has("censored") ? "What it changes is hidden (no_log)." : null;
        return row(result, action, Fidelity.REPORTED, hidden)
                .between(before, after, secrets.pointers(before, after))
                .differing(texts.isEmpty() ? null : String.join("\n", texts));
    }

    private static void merge(
            JsonNode diff, ObjectNode before, ObjectNode after, List<String> texts) {
        if (diff.path("prepared").isString()) {
            texts.add(Json.text(diff, "prepared"));
        }
        side(diff.path("before"), before);
        side(diff.path("after"), after);
        var from = diff.path("before");
        var to = diff.path("after");
        if (from.isString() && to.isString() && !from.equals(to)) {
            texts.add(unified(diff));
        }
    }

    private static void side(JsonNode value, ObjectNode side) {
        if (value.isObject()) {
            value.properties().forEach(entry -> side.set(entry.getKey(), entry.getValue()));
        } else if (value.isString() && !value.asString().isEmpty()) {
            side.set("content", value);
        }
    }

    private static String unified(JsonNode diff) {
        var before = diff.path("before").asString().lines().toList();
        var patch = DiffUtils.diff(before, diff.path("after").asString().lines().toList());
        return String.join(
                "\n",
                UnifiedDiffUtils.generateUnifiedDiff(
                        header(diff, "before_header"),
                        header(diff, "after_header"),
                        before,
                        patch,
                        CONTEXT));
    }

    private static String header(JsonNode diff, String name) {
        return diff.path(name).isString() ? Json.text(diff, name) : "/dev/null";
    }

    /** A file that is not there has the state "absent", or no content and no header. */
    private static ChangeAction action(TaskResult result, ObjectNode before, ObjectNode after) {
        if (Json.text(after, "state").equals("absent")) {
            return ChangeAction.DELETE;
        }
        boolean named = result.diffs().stream().anyMatch(diff -> diff.has("before_header"));
        boolean there = named || !before.isEmpty() && !Json.text(before, "state").equals("absent");
        return there || after.isEmpty() ? ChangeAction.UPDATE : ChangeAction.CREATE;
    }

    private static Change row(
            TaskResult result, ChangeAction action, Fidelity fidelity, @Nullable String reason) {
        return Change.of(
                        result.address(),
                        result.module(),
                        result.task(),
                        result.host(),
                        action,
                        fidelity)
                .because(reason);
    }
}
