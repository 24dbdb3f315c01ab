package dev.groundplan.run.web;

import dev.groundplan.run.Run;
import dev.groundplan.run.RunEvents.RunEvent;
import dev.groundplan.run.RunStatus;
import dev.groundplan.run.execution.Execution;
import dev.groundplan.run.execution.Executions;
import dev.groundplan.run.execution.Phase;
import dev.groundplan.run.log.RunLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What goes on right now. */
@Component
class ProgressBox {
    private static final Duration QUIET = Duration.ofMinutes(1);
    private final Executions executions;
    private final RunLog log;
    private final Clock clock;

    ProgressBox(Executions executions, RunLog log, Clock clock) {
        this.executions = executions;
        this.log = log;
        this.clock = clock;
    }

    /** Null outside of planning and applying. */
    RunView.@Nullable Progress of(Run run, List<RunEvent> events) {
        var since = events.get(events.size() - 1).at();
        if (run.status() == RunStatus.PLANNING) {
            var sentence = "Planning: nothing is changed yet";
            return new RunView.Progress(sentence, 0, null, since, quiet(run, since), List.of());
        }
        if (run.status() != RunStatus.APPLYING) {
            return null;
        }
        return executions.of(run.id()).stream()
                .filter(
                        execution ->
                                execution.phase() == Phase.APPLY && execution.endedAt() == null)
                .reduce((first, second) -> second)
                .map(execution -> applying(execution, quiet(run, execution.startedAt())))
                .orElse(new RunView.Progress("Applying", 0, null, since, null, List.of()));
    }

    /** Since when nothing was printed; null when that is not long ago. */
    private @Nullable Instant quiet(Run run, Instant began) {
        var last = log.lastOutput(run.id()).filter(began::isBefore).orElse(began);
        return last.plus(QUIET).isBefore(clock.instant()) ? last : null;
    }

    private static RunView.Progress applying(Execution execution, @Nullable Instant quiet) {
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
                quiet,
                running);
    }
}
