package dev.groundplan.worker;

import dev.groundplan.run.Cause;
import dev.groundplan.run.IllegalRunTransitionException;
import dev.groundplan.run.Run;
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
     * Answers one wake-up. What fails before the run is claimed is thrown, and the wake-up comes
     * again; the same when not even the end of a claimed run could be written.
     *
     * @param epoch that the wake-up is for: a run at another epoch is somebody else's, except that
     *     the next one says that this very wake-up was answered before, by a worker that is gone
     */
    void execute(RunId id, long epoch) {
        try (var ignored = MDC.putCloseable("run", id.toString())) {
            var run = runs.get(id);
            if (run.claim().epoch() == epoch) {
                advance(run);
            } else if (run.claim().epoch() == epoch + 1 && run.claim().workerId() != null) {
                lost(run);
            }
        }
    }

    private void advance(Run run) {
        switch (run.status()) {
            case QUEUED, PLANNING ->
                    runs.claimForPlanning(run.id(), run.claim().epoch(), node.id())
                            .ifPresent(claimed -> guard(claimed, () -> planning.plan(claimed)));
            case APPROVED ->
                    applying.begin(run)
                            .ifPresent(begun -> guard(begun.run(), () -> applying.carryOut(begun)));
            default -> log.info("Run {} is {}: nothing to do.", run.id(), run.status());
        }
    }

    /** The one catch-all of the worker: what goes wrong with a run ends that run and no other. */
    private void guard(Run claimed, Runnable work) {
        try {
            work.run();
        } catch (StaleClaimException e) {
            log.warn(
                    "{} Its new owner goes on; nothing of this worker's was written.",
                    e.getMessage());
        } catch (RuntimeException e) {
            log.error(
                    "Run {} broke this worker's code. It ends as failed or, in mid-apply, as unknown.",
                    claimed.id(),
                    e);
            giveUp(
                    claimed,
                    "The portal failed while it worked on this run. Its log names run "
                            + claimed.id()
                            + ".");
        }
    }

    /** A plan is made again, by whoever comes first; how an apply ended is not known. */
    private void lost(Run run) {
        log.warn("The worker that had run {} is gone; the run is {}.", run.id(), run.status());
        var again =
                run.status() == RunStatus.PLANNING && run.claim().planAttempts() < PLAN_ATTEMPTS;
        if (again) {
            end(run, Cause.portal("Planned again: the worker was lost"), Run::losePlanner);
        } else {
            giveUp(run, "The worker that did this was lost.");
        }
    }

    private void giveUp(Run claimed, String why) {
        end(
                claimed,
                Cause.portal(why),
                run ->
                        switch (run.status()) {
                            case PLANNING -> run.failPlanning(why, null, clock.instant());
                            case APPLYING ->
                                    run.losesTrack(
                                            why + " What was done until then is not proven.",
                                            clock.instant());
                            default -> run;
                        });
    }

    private void end(Run claimed, Cause cause, java.util.function.UnaryOperator<Run> step) {
        try {
            runs.changeAs(claimed, cause, step);
        } catch (StaleClaimException | IllegalRunTransitionException e) {
            log.warn("{} It is left as it is.", e.getMessage());
        }
    }
}
