package dev.groundplan.engine.chef;

import dev.groundplan.engine.Change;
import dev.groundplan.engine.Change.Fidelity;
import dev.groundplan.engine.ChangeAction;
import dev.groundplan.engine.chef.ResourceResult.Status;
import dev.groundplan.engine.configuration.Secrets;
import dev.groundplan.engine.tool.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes rows of a plan from what a check reported. */
final class ChangeReader {
    private static final Set<String> COMMANDS =
            Set.of(
                    "bash",
                    "batch",
                    "csh",
                    "execute",
                    "http_request",
                    "ksh",
                    "notify_group",
                    "perl",
                    "powershell_script",
                    "python",
                    "reboot",
                    "ruby",
                    "ruby_block",
                    "script");
    private static final Set<String> DEEDS =
            Set.of("reload", "request_reboot", "reboot_now", "restart", "run");
    private static final Set<String> REMOVALS =
            Set.of("delete", "destroy", "purge", "remove", "uninstall");

    private final Secrets secrets;

    ChangeReader(Secrets secrets) {
        this.secrets = secrets;
    }

    /** Empty when the resource is as it should be. */
    Optional<Change> read(ResourceResult result) {
        if (result.failed()) {
            return Optional.of(row(result, ChangeAction.ERROR, Fidelity.OPAQUE, result.sentence()));
        }
        if (result.status() == Status.BYPASSED) {
            var why = "A check can't tell what it would do: it runs.";
            return Optional.of(row(result, ChangeAction.RUN, Fidelity.OPAQUE, why));
        }
        if (result.status() != Status.UPDATED || result.quiet()) {
            return Optional.empty();
        }
        return Optional.of(
                COMMANDS.contains(result.id().type()) || DEEDS.contains(result.id().action())
                        ? row(result, ChangeAction.RUN, Fidelity.OPAQUE, reason(result))
                        : changed(result));
    }

    private Change changed(ResourceResult result) {
        var action = action(result);
        var after = object(result.after());
        var before = object(result.before());
        if (action != ChangeAction.DELETE) {
            before.retain(after.propertyNames());
        }
        var diff = result.diff().isEmpty() ? null : String.join("\n", result.diff());
        if (diff != null && !secrets.in(before) && !secrets.in(after)) {
            before.remove("content"); // the lines that differ say it all
            after.remove("content");
        }
        return row(result, action, Fidelity.REPORTED, reason(result))
                .between(before, after, secrets.pointers(before, after))
                .differing(secrets.masked(diff));
    }

    private static ObjectNode object(JsonNode properties) {
        return properties instanceof ObjectNode object
                ? object.deepCopy()
                : Json.MAPPER.createObjectNode();
    }

    private static ChangeAction action(ResourceResult result) {
        if (REMOVALS.contains(result.id().action())) {
            return ChangeAction.DELETE;
        }
        boolean created =
                result.texts().stream()
                        .anyMatch(
                                text -> text.startsWith("create ") || text.startsWith("install "));
        return created ? ChangeAction.CREATE : ChangeAction.UPDATE;
    }

    /** What Chef says in words. */
    static List<String> words(ResourceResult result) {
        return result.texts().stream()
                .filter(text -> !text.startsWith("suppressed sensitive resource"))
                .toList();
    }

    private static @Nullable String reason(ResourceResult result) {
        var hidden =
                result.sensitive()
                        ? Stream.of("What it changes is hidden (sensitive).")
                        : Stream.<String>empty();
        var said = Stream.concat(words(result).stream(), result.assumed().stream());
        var reason = Stream.concat(hidden, said).collect(Collectors.joining("\n"));
        return reason.isEmpty() ? null : reason;
    }

    private static Change row(
            ResourceResult result, ChangeAction action, Fidelity fidelity, @Nullable String why) {
        var id = result.id();
        return Change.of(id.address(), id.type(), id.name(), id.host(), action, fidelity)
                .because(why);
    }
}
