package dev.groundplan.engine.puppet;

import dev.groundplan.engine.tool.Ansi;
import dev.groundplan.engine.tool.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Puppet's remarks as lines of the log, as people know them from its console. */
final class Narration {
    private Narration() {}

    static List<String> of(JsonNode event) {
        var level = Json.text(event, "level");
        var source = Json.text(event, "source");
        var message = Json.text(event, "message");
        var text = source.equals("Puppet") ? message : source + ": " + message;
        return switch (level) {
            case "debug", "info" -> lines(text).stream().map(Ansi::dim).toList();
            case "notice" -> lines("Notice: " + text);
            case "warning" -> lines("Warning: " + text).stream().map(Ansi::yellow).toList();
            default -> lines("Error: " + text).stream().map(Ansi::red).toList();
        };
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }
}
