package dev.groundplan.engine.ansible;

import dev.groundplan.engine.configuration.Item;
import dev.groundplan.engine.tool.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * What became of one task on one host.
 *
 * @param address unique in a play of the playbook: the same task has the same one in a check and in
 *     the run itself
 * @param module its short name, such as {@code copy}
 * @param state that the task asks for, such as "absent"; empty when it says none
 * @param said what the module returned of itself
 */
record TaskResult(
        String address,
        String host,
        String task,
        String module,
        Status status,
        boolean changed,
        boolean ignored,
        List<JsonNode> diffs,
        String state,
        JsonNode said) {
    /** They look, or they speak to the playbook itself. */
    private static final Set<String> QUIET =
            Set.of(
                    "add_host",
                    "assert",
                    "debug",
                    "fail",
                    "gather_facts",
                    "group_by",
                    "import_role",
                    "import_tasks",
                    "include_role",
                    "include_tasks",
                    "include_vars",
                    "meta",
                    "ping",
                    "set_fact",
                    "set_stats",
                    "setup",
                    "slurp",
                    "stat",
                    "validate_argument_spec",
                    "wait_for",
                    "wait_for_connection");

    enum Status {
        OK,
        FAILED,
        SKIPPED,
        UNREACHABLE
    }

    /** Names results in the order in which they come. */
    static final class Reader {
        private final Map<String, Integer> seen = new TreeMap<>();

        TaskResult read(JsonNode event) {
            var host = Json.text(event, "host");
            var task = Json.text(event.path("task"), "name");
            var key = host + " · " + task;
            int count = seen.merge(key, 1, Integer::sum);
            var diffs = new ArrayList<JsonNode>();
            event.path("diff").forEach(diffs::add);
            return new TaskResult(
                    count == 1 ? key : key + " (" + count + ")",
                    host,
                    task,
                    module(Json.text(event.path("task"), "action")),
                    Status.valueOf(Json.text(event, "status").toUpperCase(java.util.Locale.ROOT)),
                    event.path("changed").asBoolean(false),
                    event.path("ignored").asBoolean(false),
                    diffs,
                    Json.text(event, "state"),
                    event.path("result"));
        }
    }

    Item item() {
        boolean touched = changed || failed() && acts();
        return new Item(address, host, task, module, failed(), touched, manages());
    }

    static String module(String action) {
        return action.substring(action.lastIndexOf('.') + 1);
    }

    /** Whether it says that something is to be away. */
    boolean removes() {
        return changed && Set.of("absent", "removed", "purged").contains(state);
    }

    /** Whether it keeps something on the host in the state that the playbook says. */
    boolean manages() {
        return status == Status.OK && !QUIET.contains(module);
    }

    /** Whether it is there to change something. */
    boolean acts() {
        return status != Status.UNREACHABLE && !QUIET.contains(module);
    }

    boolean failed() {
        return status == Status.UNREACHABLE || status == Status.FAILED && !ignored;
    }

    /**
     * Whether a check passed it over because only a real run can do it: the others say which
     * condition did not hold.
     */
    boolean uncheckable() {
        return status == Status.SKIPPED
                && !QUIET.contains(module)
                && !said.has("skip_reason")
                && !said.has("skipped_reason")
                && !said.has("false_condition");
    }

    /** What the module said, as one line; empty when nothing. */
    String message() {
        var text =
                said.path("msg").isString() ? Json.text(said, "msg") : said.path("msg").toString();
        if (said.has("censored")) {
            text = "its result is hidden (no_log)";
        }
        return text.strip().lines().findFirst().orElse("");
    }
}
