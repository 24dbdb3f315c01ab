package dev.groundplan.worker;

import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.run.RunId;
import dev.groundplan.run.RunTouched;
import dev.groundplan.run.log.LogAppended;
import java.util.UUID;

/**
 * What one node tells the others, as the text of a NOTIFY: who says it, what, and about which run.
 * Well below PostgreSQL's limit of 8000 bytes.
 *
 * @param event a {@link RunTouched}, a {@link LogAppended}, or {@link #READY}
 */
record NodeNews(UUID node, Object event) {
    /** A worker may take some run now; it finds out which by looking. */
    static final String READY = "ready";

    String text() {
        if (event instanceof RunTouched touched) {
            return node + " touched " + touched.run() + " " + touched.environment();
        }
        return event instanceof LogAppended log
                ? node + " log " + log.run() + " " + log.seq()
                : node + " " + READY;
    }

    /**
     * @throws IllegalArgumentException when another version of the portal says something else
     */
    static NodeNews parse(String text) {
        var words = text.split(" ");
        var node = UUID.fromString(words[0]);
        return switch (words[1]) {
            case READY -> new NodeNews(node, READY);
            case "touched" ->
                    new NodeNews(
                            node,
                            new RunTouched(
                                    run(words), new EnvironmentId(UUID.fromString(words[3]))));
            case "log" ->
                    new NodeNews(node, new LogAppended(run(words), Integer.parseInt(words[3])));
            default -> throw new IllegalArgumentException("Unknown news: " + words[1]);
        };
    }

    private static RunId run(String[] words) {
        return new RunId(UUID.fromString(words[2]));
    }
}
