package dev.groundplan.engine.tool;

import dev.groundplan.engine.Console;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Puts the event stream together again: an event is one line that begins with a brace, but a long
 * line arrives in pieces.
 */
public final class JsonLines {
    private static final int LONGEST = 32 << 20;

    private final String start;
    private final Consumer<JsonNode> events;
    private final Consumer<String> texts;
    private final StringBuilder pieces = new StringBuilder();

    /**
     * @param start how every event begins, such as <code>{"@level"</code>
     * @param texts gets what is not an event, such as a crash report
     */
    public JsonLines(String start, Consumer<JsonNode> events, Consumer<String> texts) {
        this.start = start;
        this.events = events;
        this.texts = texts;
    }

    /** The next line or piece of one, in order. */
    public void line(String text) {
        if (text.startsWith(start) || pieces.length() > LONGEST) {
            giveUp();
        }
        if (pieces.isEmpty() && !text.startsWith("{")) {
            texts.accept(text);
            return;
        }
        pieces.append(goesOn(text) ? text.substring(0, text.length() - 1) : text);
        parsed().ifPresent(
                        event -> {
                            pieces.setLength(0);
                            events.accept(event);
                        });
    }

    private static boolean goesOn(String text) {
        return text.length() > 0 && text.charAt(text.length() - 1) == Console.GOES_ON;
    }

    /** What never became an event is text after all. */
    public void giveUp() {
        if (!pieces.isEmpty()) {
            texts.accept(pieces.toString());
            pieces.setLength(0);
        }
    }

    private Optional<JsonNode> parsed() {
        if (pieces.charAt(pieces.length() - 1) != '}') {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.MAPPER.readTree(pieces.toString()));
        } catch (JacksonException incomplete) {
            return Optional.empty();
        }
    }
}
