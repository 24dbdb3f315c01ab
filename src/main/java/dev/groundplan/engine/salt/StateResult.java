package dev.groundplan.engine.salt;

import dev.groundplan.engine.configuration.Item;
import dev.groundplan.engine.tool.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What became of one state.
 *
 * @param address unique in an SLS: the same state has the same one in a test and in the run itself
 * @param id as the SLS names it
 * @param type its module and function, such as {@code file.managed}
 * @param ran false when what it depends on left it out
 * @param hidden whether the SLS says that nothing of it may be logged
 * @param given the arguments it was given
 * @param changes what it changed, or would change
 */
record StateResult(
        String address,
        String id,
        String type,
        Status status,
        boolean ran,
        boolean changed,
        boolean hidden,
        JsonNode given,
        String comment,
        JsonNode changes) {
    /** They look, or they speak to the portal. */
    private static final Set<String> QUIET = Set.of("test", "groundplan");

    /** What they do is not known before. */
    private static final Set<String> COMMANDS = Set.of("cmd", "module", "http", "event", "salt");

    private static final Set<String> REMOVALS = Set.of("absent", "removed", "purged");

    enum Status {
        AS_IT_SHOULD_BE,
        WOULD_CHANGE,
        FAILED
    }

    /** Names states in the order in which they are first heard of. */
    static final class Reader {
        private final Map<String, String> addresses = new HashMap<>();
        private final Map<String, Integer> seen = new HashMap<>();

        /** Of a state, by any event about it. */
        String address(JsonNode event) {
            return addresses.computeIfAbsent(Json.text(event, "tag"), tag -> next(event));
        }

        private String next(JsonNode event) {
            var name = "%s · %s (%s)".formatted(Minion.HOST, Json.text(event, "id"), type(event));
            int count = seen.merge(name, 1, Integer::sum);
            return count == 1 ? name : name + " (" + count + ")";
        }

        StateResult read(JsonNode event) {
            return new StateResult(
                    address(event),
                    Json.text(event, "id"),
                    type(event),
                    status(event.path("result")),
                    event.path("ran").asBoolean(true),
                    event.path("changed").asBoolean(false),
                    event.path("hidden").asBoolean(false),
                    event.path("given"),
                    comment(event.path("comment")),
                    event.path("changes"));
        }
    }

    private static String type(JsonNode event) {
        return Json.text(event, "state") + "." + Json.text(event, "function");
    }

    /** Neither true nor false is what a test says of a state that would change something. */
    private static Status status(JsonNode result) {
        if (result.isBoolean()) {
            return result.booleanValue() ? Status.AS_IT_SHOULD_BE : Status.FAILED;
        }
        return Status.WOULD_CHANGE;
    }

    /** Some states give a list of sentences. */
    private static String comment(JsonNode comment) {
        return comment.isString() ? comment.asString() : comment.isNull() ? "" : comment.toString();
    }

    Item item() {
        boolean touched = changed || failed() && ran && !quiet();
        return new Item(address, Minion.HOST, id, type, failed(), touched, manages());
    }

    boolean failed() {
        return status == Status.FAILED;
    }

    /** Whether it is there to change something, and does or would. */
    boolean acts() {
        return ran && !quiet() && (changed || status == Status.WOULD_CHANGE);
    }

    boolean runs() {
        return COMMANDS.contains(module());
    }

    boolean removes() {
        return REMOVALS.contains(type.substring(type.indexOf('.') + 1));
    }

    boolean quiet() {
        return QUIET.contains(module());
    }

    /** Whether it keeps something on the host in the state that the SLS says. */
    private boolean manages() {
        return status == Status.AS_IT_SHOULD_BE && ran && !quiet();
    }

    private String module() {
        return type.substring(0, type.indexOf('.'));
    }

    /** What it says, as one line; empty when nothing. */
    String message() {
        return comment.strip().lines().findFirst().orElse("");
    }
}
