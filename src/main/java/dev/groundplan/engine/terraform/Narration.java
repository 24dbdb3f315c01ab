package dev.groundplan.engine.terraform;

import dev.groundplan.engine.tool.Ansi;
import dev.groundplan.engine.tool.Json;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One event as a line of the log. Values are never in it; of an unknown event, what it says of
 * itself is shown.
 */
final class Narration {
    private static final Map<String, String> SIGNS =
            Map.of(
                    "create", Ansi.green("+"),
                    "update", Ansi.yellow("~"),
                    "replace", Ansi.red("±"),
                    "delete", Ansi.red("-"),
                    "remove", Ansi.red("-"),
                    "read", Ansi.cyan("<"),
                    "import", Ansi.cyan(">"),
                    "move", Ansi.cyan(">"));

    private Narration() {}

    static String of(String type, JsonNode event) {
        var message = Json.text(event, "@message");
        return switch (type) {
            case "planned_change", "resource_drift" -> sign(event.path("change")) + " " + message;
            case "apply_complete" -> Ansi.green("✓") + " " + message;
            case "apply_errored", "provision_errored" -> Ansi.red("✗ " + message);
            case "provision_progress" -> provisioner(event.path("hook"), message);
            case "version", "refresh_start" -> Ansi.dim(message);
            case "change_summary" -> Ansi.bold(message);
            default -> message;
        };
    }

    private static String sign(JsonNode change) {
        return SIGNS.getOrDefault(Json.text(change, "action"), " ");
    }

    /** What a script prints, behind the dimmed name of its resource. */
    private static String provisioner(JsonNode hook, String message) {
        var output = hook.path("output");
        return output.isString()
                ? Ansi.dim(Json.text(hook.path("resource"), "addr") + ":") + " " + output.asString()
                : message;
    }
}
