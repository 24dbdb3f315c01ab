package dev.groundplan.engine.salt;

import dev.groundplan.engine.tool.Ansi;
import java.util.ArrayList;
import java.util.List;

/** What became of a state, as lines of the log. */
final class Narration {
    private static final int LONGEST = 40;

    private Narration() {}

    static List<String> of(StateResult result) {
        var lines = new ArrayList<String>();
        lines.add(headline(result));
        if (result.failed() || result.quiet()) {
            add(lines, result.comment());
        }
        if (result.failed()) {
            add(lines, result.changes().path("stdout").asString(""));
            add(lines, result.changes().path("stderr").asString(""));
        }
        return lines;
    }

    private static String headline(StateResult result) {
        var what = "%s (%s)".formatted(result.id(), result.type());
        if (result.failed()) {
            return Ansi.red("failed: " + what);
        }
        if (!result.ran()) {
            return Ansi.cyan("left out: " + what);
        }
        if (result.status() == StateResult.Status.WOULD_CHANGE) {
            return Ansi.yellow("would change: " + what);
        }
        return result.changed()
                ? Ansi.yellow("changed: " + what)
                : Ansi.green("as it should be: " + what);
    }

    private static void add(List<String> lines, String text) {
        var all = text.strip().lines().toList();
        all.stream().limit(LONGEST).forEach(line -> lines.add("  " + line));
        if (all.size() > LONGEST) {
            lines.add(Ansi.dim("  … " + (all.size() - LONGEST) + " more lines"));
        }
    }
}
