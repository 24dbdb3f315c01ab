package dev.groundplan.run.web;

import dev.groundplan.engine.Change;
import dev.groundplan.engine.ChangeAction;
import dev.groundplan.page.DiffLine;
import dev.groundplan.page.TextDiff;
import dev.groundplan.page.ValueView;
import dev.groundplan.run.plan.PlanChanges.StepChange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One change of a plan, attribute by attribute. */
final class ChangeRows {
    private static final int LIMIT = 200;

    private ChangeRows() {}

    /**
     * @param step its name, where that tells something
     */
    static ChangeView of(StepChange found, @Nullable String step, boolean open, boolean drift) {
        var change = found.change();
        var all = rows(change);
        var changed = all.stream().filter(row -> differs(change, row)).toList();
        var diff =
                change.diffText() == null
                        ? List.<DiffLine>of()
                        : TextDiff.ofUnified(change.diffText());
        return new ChangeView(
                (drift ? "drift-" : "change-") + found.step() + "-" + found.seq(),
                ActionView.of(change.action()),
                step,
                change.address(),
                change.type(),
                change.target(),
                notes(change, all.size()),
                changed.stream().limit(LIMIT).toList(),
                all.size() - changed.size(),
                diff,
                open);
    }

    private static boolean differs(Change change, ChangeView.Row row) {
        return change.before() == null
                || change.after() == null
                || row.forcesReplacement()
                || !row.before().equals(row.after());
    }

    private static List<ChangeView.Row> rows(Change change) {
        var before = Values.leaves(change.before());
        var after = Values.leaves(change.after());
        var unknown = change.unknown().stream().map(Values::path).toList();
        var forcing = change.replacePaths().stream().map(Values::path).toList();
        var paths = new LinkedHashSet<String>(before.keySet());
        paths.addAll(after.keySet());
        unknown.stream().filter(path -> addsARow(change, path, before)).forEach(paths::add);
        var rows = new ArrayList<ChangeView.Row>();
        for (var path : paths) {
            var later = Values.isWithin(path, unknown);
            rows.add(
                    row(
                            path,
                            before.get(path),
                            after.get(path),
                            later,
                            Values.isWithin(path, forcing)));
        }
        return rows;
    }

    /** Not for a tree whose leaves stand there already. */
    private static boolean addsARow(Change change, String path, Map<String, JsonNode> before) {
        return change.action() != ChangeAction.DELETE
                && before.keySet().stream().noneMatch(leaf -> Values.isWithin(leaf, List.of(path)));
    }

    private static ChangeView.Row row(
            String path,
            @Nullable JsonNode before,
            @Nullable JsonNode after,
            boolean later,
            boolean forces) {
        var now = later ? ValueView.later() : Values.view(after);
        return new ChangeView.Row(
                path, Values.view(before), now, forces, later ? List.of() : diff(before, after));
    }

    /** Long texts are compared line by line. */
    private static List<DiffLine> diff(@Nullable JsonNode before, @Nullable JsonNode after) {
        if (before == null || after == null || !before.isString() || !after.isString()) {
            return List.of();
        }
        var old = before.stringValue();
        var now = after.stringValue();
        var several = old.indexOf('\n') >= 0 || now.indexOf('\n') >= 0;
        return several && !Objects.equals(old, now) ? TextDiff.between(old, now) : List.of();
    }

    private static List<String> notes(Change change, int attributes) {
        var notes = new ArrayList<String>();
        if (change.reason() != null) {
            notes.add(change.reason());
        }
        if ("delete-first".equals(change.order())) {
            notes.add("Destroyed first, then made anew: it is gone in between.");
        } else if ("create-first".equals(change.order())) {
            notes.add("The new one is made first, then the old one is destroyed.");
        }
        if (change.previousAddress() != null) {
            notes.add("Moved from " + change.previousAddress() + ".");
        }
        if (change.importId() != null) {
            notes.add("Imported: it exists already as " + change.importId() + ".");
        }
        if (attributes > LIMIT) {
            notes.add("Only the first " + LIMIT + " of " + attributes + " attributes are shown.");
        }
        return notes;
    }
}
