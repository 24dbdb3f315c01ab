package dev.groundplan.engine.chef;

import dev.groundplan.engine.tool.Ansi;
import dev.groundplan.engine.tool.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** One event as lines of the log, in the words that people know from Chef. */
final class Narration {
    private static final int LONGEST = 40;
    private String recipe = "";

    List<String> of(JsonNode event) {
        return switch (Json.text(event, "gp")) {
            case "start" ->
                    List.of(
                            Ansi.bold(
                                    "Chef " + Json.text(event, "version") + " reads the recipes"));
            case "begin" -> begin(Json.text(event, "recipe"));
            case "result" -> result(ResourceResult.of(event));
            case "output" -> List.of("      " + Json.text(event, "text"));
            case "broken" ->
                    List.of(
                            Ansi.red(
                                    "%s:%d: %s"
                                            .formatted(
                                                    Json.text(event, "file"),
                                                    event.path("line").asInt(0),
                                                    Json.text(event, "message"))));
            case "end" -> end(event);
            default -> List.of();
        };
    }

    private List<String> begin(String where) {
        if (where.equals(recipe)) {
            return List.of();
        }
        recipe = where;
        return where.isEmpty() ? List.of() : List.of(Ansi.bold("Recipe: " + where));
    }

    private static List<String> result(ResourceResult result) {
        var lines = new ArrayList<String>();
        var what = "  * " + result.id().resource() + " action " + result.id().action();
        switch (result.status()) {
            case OK -> lines.add(Ansi.green(what) + " (up to date)");
            case UPDATED -> lines.add(Ansi.yellow(what));
            case SKIPPED -> lines.add(Ansi.cyan(what) + " (skipped" + why(result) + ")");
            case BYPASSED -> lines.add(Ansi.cyan(what) + " (can't be checked)");
            default ->
                    lines.add(
                            Ansi.red(what)
                                    + (result.ignored() ? " (failed, ignored)" : failed(result)));
        }
        ChangeReader.words(result).forEach(text -> lines.add("    - " + text));
        result.assumed().forEach(text -> lines.add("    * " + text));
        if (result.status() != ResourceResult.Status.SKIPPED) {
            add(lines, result.message());
        }
        return lines;
    }

    private static String why(ResourceResult result) {
        return result.message().isEmpty() ? "" : " due to " + result.message();
    }

    private static String failed(ResourceResult result) {
        return result.status() == ResourceResult.Status.FAILED ? " (failed)" : " (interrupted)";
    }

    private static void add(List<String> lines, String message) {
        var all = message.lines().toList();
        all.stream().limit(LONGEST).forEach(line -> lines.add("    " + line));
        if (all.size() > LONGEST) {
            lines.add(Ansi.dim("    … " + (all.size() - LONGEST) + " more lines"));
        }
    }

    private static List<String> end(JsonNode event) {
        return switch (Json.text(event, "status")) {
            case "ok" -> List.of(Ansi.bold("Chef is done"));
            case "stopped" -> List.of(Ansi.bold("Chef was stopped"));
            default -> List.of(Ansi.red("Chef failed: " + Json.text(event, "message")));
        };
    }
}
