package dev.groundplan.run.web;

import dev.groundplan.run.Run;
import dev.groundplan.run.RunEvents.RunEvent;
import dev.groundplan.run.RunStatus;
import dev.groundplan.run.execution.Execution;
import dev.groundplan.run.execution.Executions;
import dev.groundplan.run.execution.Phase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What goes on right now. */
@Component
class ProgressBox {
    private final Executions executions;

    ProgressBox(Executions executions) {
        this.executions = executions;
    }

    /** Null outside of planning and applying. */
    RunView.@Nullable Progress of(Run run, List<RunEvent> events) {
        var since = events.get(events.size() - 1).at();
        if (run.status() == RunStatus.PLANNING) {
            return new RunView.Progress(
                    "Planning: nothing is changed yet", 0, null, since, List.of());
        }
        if (run.status() != RunStatus.APPLYING) {
            return null;
        }
        return executions.of(run.id()).stream()
                .filter(
                        execution ->
                                execution.phase() == Phase.APPLY && execution.endedAt() == null)
                .reduce((first, second) -> second)
                .map(execution -> applying(execution))
                .orElse(new RunView.Progress("Applying", 0, null, since, List.of()));
    }

    private static RunView.Progress applying(Execution execution) {
        var known = execution.planned() > 0;
        var sentence =
                known
                        ? "%d of %d changes made".formatted(execution.done(), execution.planned())
                        : "Applying";
        var current = execution.currentAddress();
        var running =
                current == null
                        ? List.<RunView.Running>of()
                        : List.of(
                                new RunView.Running(current, "in progress", execution.startedAt()));
        return new RunView.Progress(
                sentence,
                execution.done(),
                known ? execution.planned() : null,
                execution.startedAt(),
                running);
    }
}
