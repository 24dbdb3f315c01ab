package dev.groundplan.engine.ansible;

import dev.groundplan.engine.tool.Ansi;
import dev.groundplan.engine.tool.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** One event as lines of the log, in the words that people know from Ansible. */
final class Narration {
    private static final int LONGEST = 40;

    private Narration() {}

    static List<String> of(JsonNode event) {
        return switch (Json.text(event, "gp")) {
            case "play" -> List.of(Ansi.bold("PLAY [" + Json.text(event, "name") + "]"));
            case "task" ->
                    List.of(Ansi.bold("TASK [" + Json.text(event.path("task"), "name") + "]"));
            case "no_hosts" -> List.of(Ansi.red("No host is meant by this play."));
            case "result" -> result(event);
            case "stats" -> recap(event.path("hosts"));
            default -> List.of();
        };
    }

    private static List<String> result(JsonNode event) {
        var lines = new ArrayList<String>();
        var host = "[" + Json.text(event, "host") + "]";
        var said = event.path("result");
        boolean changed = event.path("changed").asBoolean(false);
        switch (Json.text(event, "status")) {
            case "ok" ->
                    lines.add(
                            changed ? Ansi.yellow("changed: " + host) : Ansi.green("ok: " + host));
            case "skipped" -> lines.add(Ansi.cyan("skipped: " + host));
            case "unreachable" -> lines.add(Ansi.red("unreachable: " + host));
            default ->
                    lines.add(
                            Ansi.red("failed: " + host)
                                    + (event.path("ignored").asBoolean(false) ? " (ignored)" : ""));
        }
        if (!Json.text(event, "status").equals("ok") || isDebug(event)) {
            add(lines, said.path("msg"));
            add(lines, said.path("stderr"));
            add(lines, said.path("stdout"));
        }
        return lines;
    }

    private static boolean isDebug(JsonNode event) {
        return TaskResult.module(Json.text(event.path("task"), "action")).equals("debug");
    }

    private static void add(List<String> lines, JsonNode text) {
        if (!text.isMissingNode() && !text.isNull()) {
            var all = (text.isString() ? text.asString() : text.toString()).lines().toList();
            all.stream().limit(LONGEST).forEach(line -> lines.add("  " + line));
            if (all.size() > LONGEST) {
                lines.add(Ansi.dim("  … " + (all.size() - LONGEST) + " more lines"));
            }
        }
    }

    private static List<String> recap(JsonNode hosts) {
        return hosts.properties().stream()
                .map(
                        host ->
                                Ansi.bold(host.getKey())
                                        + ": "
                                        + host.getValue().properties().stream()
                                                .filter(count -> count.getValue().asInt(0) > 0)
                                                .map(
                                                        count ->
                                                                count.getKey()
                                                                        + " "
                                                                        + count.getValue())
                                                .collect(Collectors.joining(", ")))
                .toList();
    }
}
