package dev.groundplan.worker;

import dev.groundplan.page.DatabaseOutage;
import dev.groundplan.run.Cause;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunId;
import dev.groundplan.run.RunKind;
import dev.groundplan.run.RunService;
import dev.groundplan.run.StaleClaimException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** Does what a run needs next: plan it when it is queued, apply it when it is approved. */
@Component
class RunExecutor {
    private static final Logger log = LoggerFactory.getLogger(RunExecutor.class);
    private final RunService runs;
    private final PlanPhase planning;
    private final ApplyPhase applying;
    private final Recovery recovery;
    private final LostRuns lost;
    private final WorkerNode node;
    private final Set<RunId> inHand = ConcurrentHashMap.newKeySet();

    RunExecutor(
            RunService runs,
            PlanPhase planning,
            ApplyPhase applying,
            Recovery recovery,
            LostRuns lost,
            WorkerNode node) {
        this.runs = runs;
        this.planning = planning;
        this.applying = applying;
        this.recovery = recovery;
        this.lost = lost;
        this.node = node;
    }

    /** What is done about applies of which somebody lost sight. */
    @Component
    record Recovery(ApplyRecovery applies, Settlement settlement) {}

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
                refuseInHand(id);
                lost.found(run);
            }
        }
    }

    /** Finds out what became of an apply that was begun on this host. */
    void recover(RunId id) {
        try (var ignored = MDC.putCloseable("run", id.toString())) {
            var run = runs.get(id);
            var worker = run.claim().workerId();
            refuseInHand(id);
            if (run.isAdrift() || node.id().equals(worker) || node.isPredecessor(worker)) {
                var cause = Cause.portal("Another worker looks for what became of the apply");
                var claimed = runs.changeAs(run, cause, now -> now.takeOver(node.id()));
                guard(claimed, () -> recovery.applies().recover(claimed));
            }
        }
    }

    /**
     * The scheduler takes this very process for dead after an outage; then the wake-up comes again.
     */
    private void refuseInHand(RunId id) {
        if (inHand.contains(id)) {
            throw new IllegalStateException("Run " + id + " is still in hand here.");
        }
    }

    private void advance(Run run) {
        switch (run.status()) {
            case QUEUED, PLANNING ->
                    runs.claimForPlanning(run.id(), run.claim().epoch(), node.id())
                            .ifPresent(claimed -> guard(claimed, () -> planning.plan(claimed)));
            case APPROVED -> begin(run);
            default -> log.info("Run {} is {}: nothing to do.", run.id(), run.status());
        }
    }

    private void begin(Run run) {
        if (run.request().kind() == RunKind.RECONCILE) {
            recovery.settlement().settle(run);
        } else {
            applying.begin(run)
                    .ifPresent(begun -> guard(begun.run(), () -> applying.carryOut(begun)));
        }
    }

    /** The one catch-all of the worker: what goes wrong with a run ends that run and no other. */
    private void guard(Run claimed, Runnable work) {
        inHand.add(claimed.id());
        try {
            work.run();
        } catch (WorkerStoppedException e) {
            log.info("Run {} is left to the next worker.", claimed.id());
            lost.release(claimed);
            throw e;
        } catch (StaleClaimException e) {
            log.warn(
                    "{} Its new owner goes on; nothing of this worker's was written.",
                    e.getMessage());
        } catch (RuntimeException e) {
            if (DatabaseOutage.causes(e)) {
                throw e; // nothing can be said about the run now; the wake-up comes again
            }
            log.error(
                    "Run {} broke this worker's code. It ends as failed or, in mid-apply, as unknown.",
                    claimed.id(),
                    e);
            lost.giveUp(
                    claimed,
                    "The portal failed while it worked on this run. Its log names run "
                            + claimed.id()
                            + ".");
        } finally {
            inHand.remove(claimed.id());
        }
    }
}
