package dev.groundplan.worker;

import dev.groundplan.run.Cause;
import dev.groundplan.run.RunId;
import dev.groundplan.run.RunService;
import dev.groundplan.run.RunStatus;
import dev.groundplan.run.StaleClaimException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** Does what a run needs next: plan it when it is queued, apply it when it is approved. */
@Component
class RunExecutor {
    private static final Logger log = LoggerFactory.getLogger(RunExecutor.class);
    private static final int PLAN_ATTEMPTS = 3;
    private final RunService runs;
    private final PlanPhase planning;
    private final ApplyPhase applying;
    private final WorkerNode node;
    private final Clock clock;

    RunExecutor(
            RunService runs,
            PlanPhase planning,
            ApplyPhase applying,
            WorkerNode node,
            Clock clock) {
        this.runs = runs;
        this.planning = planning;
        this.applying = applying;
        this.node = node;
        this.clock = clock;
    }

    /**
     * The one catch-all of the worker: whatever goes wrong with one run ends that run and no other.
     */
    void execute(RunId id) {
        try (var ignored = MDC.putCloseable("run", id.toString())) {
            advance(id);
        } catch (StaleClaimException e) {
            log.warn(
                    "{} Its new owner goes on; nothing of this worker's was written.",
                    e.getMessage());
        } catch (RuntimeException e) {
            log.error(
                    "Run {} broke this worker's code. It ends as failed or, in mid-apply, as unknown.",
                    id,
                    e);
            giveUp(
                    id,
                    "The portal failed while it worked on this run. Its log names run " + id + ".");
        }
    }

    private void advance(RunId id) {
        var run = runs.get(id);
        if (run.status() == RunStatus.QUEUED) {
            runs.claimForPlanning(id, node.id()).ifPresent(planning::plan);
        } else if (run.status() == RunStatus.APPROVED) {
            applying.apply(run).ifPresent(planning::plan);
        }
    }

    /**
     * The worker that had the run is gone: a plan is made again, an apply's outcome is not known.
     */
    void revive(RunId id) {
        try (var ignored = MDC.putCloseable("run", id.toString())) {
            var run = runs.get(id);
            if (run.status() == RunStatus.PLANNING && run.claim().planAttempts() < PLAN_ATTEMPTS) {
                var again =
                        runs.change(
                                id,
                                Cause.portal("Planned again: the worker was lost"),
                                lost -> lost.planAgain(node.id()));
                planning.plan(again);
            } else {
                giveUp(id, "The worker that did this was lost.");
            }
        }
    }

    private void giveUp(RunId id, String why) {
        runs.change(
                id,
                Cause.portal(why),
                run ->
                        switch (run.status()) {
                            case QUEUED, APPROVED -> run;
                            case PLANNING -> run.failPlanning(why, null, clock.instant());
                            case APPLYING ->
                                    run.losesTrack(
                                            why + " What was done until then is not proven.",
                                            clock.instant());
                            default -> run;
                        });
    }
}
