package dev.groundplan.engine.puppet;

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
    private static final String CONTENT = "content";
    private static final Set<String> GONE = Set.of("absent", "purged");

    /** A folder that becomes a file is lost with all that is in it. */
    private static final Set<String> KINDS_OF_FILE = Set.of("directory", "file", "link");

    private final Secrets secrets;

    ChangeReader(Secrets secrets) {
        this.secrets = secrets;
    }

    /** Empty when the resource is left as it is. */
    Optional<Change> read(ResourceResult result) {
        if (result.failed() || result.blocked()) {
            var why = result.failed() ? failure(result) : "What it depends on can't be checked.";
            return Optional.of(row(result, ChangeAction.ERROR, Fidelity.OPAQUE, why));
        }
        if (result.quiet() || result.skipped()) {
            return Optional.empty();
        }
        if (result.runs()) {
            return result.restarts() || !result.properties().isEmpty()
                    ? Optional.of(row(result, ChangeAction.RUN, Fidelity.OPAQUE, null))
                    : Optional.empty();
        }
        if (!result.properties().isEmpty()) {
            return Optional.of(changed(result));
        }
        var why = "It is restarted, as something that it depends on changes.";
        return result.restarts()
                ? Optional.of(row(result, ChangeAction.RUN, Fidelity.OPAQUE, why))
                : Optional.empty();
    }

    private static String failure(ResourceResult result) {
        return result.message().isEmpty()
                ? "No provider of " + result.type() + " works on this host"
                : result.message();
    }

    private Change changed(ResourceResult result) {
        var before = Json.MAPPER.createObjectNode();
        var after = Json.MAPPER.createObjectNode();
        for (var property : result.properties().properties()) {
            put(before, property.getKey(), property.getValue().path(0));
            put(after, property.getKey(), property.getValue().path(1));
        }
        var action = action(result);
        var marked = new ArrayList<String>();
        var diff = content(result, before, after, marked);
        secrets.pointers(before, after).stream()
                .filter(pointer -> !marked.contains(pointer))
                .forEach(marked::add);
        return row(result, action, Fidelity.REPORTED, null)
                .between(before, after, marked)
                .differing(diff);
    }

    private static void put(ObjectNode side, String name, JsonNode value) {
        if (!value.isNull() && !value.isMissingNode()) {
            side.set(name, value);
        }
    }

    /** Puts texts in the place of checksums: as a diff where they may be seen, else as values. */
    private @Nullable String content(
            ResourceResult result, ObjectNode before, ObjectNode after, List<String> marked) {
        var from = result.content().path("before");
        var to = result.content().path("after");
        if (!from.isString() || !to.isString() || from.equals(to)) {
            return null;
        }
        before.remove(CONTENT);
        after.remove(CONTENT);
        boolean secret = result.content().path("secret").asBoolean(false);
        if (!secret && !secrets.in(from) && !secrets.in(to)) {
            return unified(result.title(), from.asString(), to.asString());
        }
        before.set(CONTENT, from);
        after.set(CONTENT, to);
        if (secret) {
            marked.add("/" + CONTENT);
        }
        return null;
    }

    private static String unified(String title, String from, String to) {
        var before = from.lines().toList();
        var patch = DiffUtils.diff(before, to.lines().toList());
        return String.join(
                "\n",
                UnifiedDiffUtils.generateUnifiedDiff(
                        from.isEmpty() ? "/dev/null" : title, title, before, patch, CONTEXT));
    }

    private static ChangeAction action(ResourceResult result) {
        var presence = result.properties().path("ensure");
        if (presence.isMissingNode()) {
            return ChangeAction.UPDATE;
        }
        if (GONE.contains(presence.path(1).asString(""))) {
            return ChangeAction.DELETE;
        }
        var was = presence.path(0).asString("");
        if (GONE.contains(was)) {
            return ChangeAction.CREATE;
        }
        return KINDS_OF_FILE.contains(was) ? ChangeAction.REPLACE : ChangeAction.UPDATE;
    }

    private static Change row(
            ResourceResult result,
            ChangeAction action,
            Fidelity fidelity,
            @Nullable String reason) {
        return Change.of(
                        result.address(),
                        result.type(),
                        result.title(),
                        Events.HOST,
                        action,
                        fidelity)
                .because(reason);
    }
}
