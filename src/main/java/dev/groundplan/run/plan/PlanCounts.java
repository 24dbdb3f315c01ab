package dev.groundplan.run.plan;

import dev.groundplan.engine.Change;
import dev.groundplan.engine.ChangeAction;
import dev.groundplan.engine.PlannedOutput;
import java.util.Collection;

/** How many changes of which kind a plan holds. */
public record PlanCounts(
        int create,
        int update,
        int replace,
        int delete,
        int run,
        int read,
        int forget,
        int imports,
        int moves,
        int unchanged,
        int outputs,
        int drift) {

    public static PlanCounts of(
            Collection<Change> changes,
            Collection<Change> drift,
            Collection<PlannedOutput> outputs) {
        return new PlanCounts(
                count(changes, ChangeAction.CREATE),
                count(changes, ChangeAction.UPDATE),
                count(changes, ChangeAction.REPLACE),
                count(changes, ChangeAction.DELETE),
                count(changes, ChangeAction.RUN),
                count(changes, ChangeAction.READ),
                count(changes, ChangeAction.FORGET),
                (int) changes.stream().filter(change -> change.importId() != null).count(),
                (int) changes.stream().filter(change -> change.previousAddress() != null).count(),
                count(changes, ChangeAction.NO_OP),
                (int) outputs.stream().filter(PlannedOutput::changed).count(),
                (int)
                        drift.stream()
                                .filter(change -> change.action() != ChangeAction.NO_OP)
                                .count());
    }

    private static int count(Collection<Change> changes, ChangeAction action) {
        return (int) changes.stream().filter(change -> change.action() == action).count();
    }

    /** Changes that an apply makes. */
    public int acting() {
        return create + update + replace + delete + run + forget;
    }
}
