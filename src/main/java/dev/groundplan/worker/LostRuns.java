package dev.groundplan.worker;

import dev.groundplan.run.Cause;
import dev.groundplan.run.IllegalRunTransitionException;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunService;
import dev.groundplan.run.RunStatus;
import dev.groundplan.run.StaleClaimException;
import dev.groundplan.run.execution.Executions;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of runs whose worker is gone. */
@Component
class LostRuns {
    private static final Logger log = LoggerFactory.getLogger(LostRuns.class);
    private static final int PLAN_ATTEMPTS = 3;
    private static final String LOST = "The worker that did this was lost.";
    private final RunService runs;
    private final Executions executions;
    private final WorkerNode node;
    private final ApplicationEventPublisher publisher;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LostRuns(
            RunService runs,
            Executions executions,
            WorkerNode node,
            ApplicationEventPublisher publisher,
            TransactionTemplate transaction,
            Clock clock) {
        this.runs = runs;
        this.executions = executions;
        this.node = node;
        this.publisher = publisher;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A plan is made again, by whoever comes first; an apply is looked after by its own host. */
    void found(Run run) {
        log.warn("The worker that had run {} is gone; the run is {}.", run.id(), run.status());
        switch (run.status()) {
            case PLANNING -> planAgain(run);
            case APPLYING, UNKNOWN -> leaveToItsHost(run);
            default -> log.info("Run {} is {}: nothing is lost.", run.id(), run.status());
        }
    }

    private void planAgain(Run run) {
        var again = run.claim().planAttempts() < PLAN_ATTEMPTS;
        attempt(
                () -> {
                    runs.changeAs(
                            run,
                            Cause.portal(again ? "Planned again: the worker was lost" : LOST),
                            now -> again ? now.losePlanner() : failed(now));
                    executions.loseOpenPlans(run.id());
                });
    }

    private Run failed(Run run) {
        return run.losePlanner().failPlanning(LOST, null, clock.instant());
    }

    private void leaveToItsHost(Run run) {
        var host = executions.hostOfApply(run.id());
        if (host.isEmpty()) {
            giveUp(run, LOST);
            return;
        }
        attempt(
                () -> {
                    runs.changeAs(run, Cause.portal("The worker was lost"), Run::loseApplier);
                    publisher.publishEvent(new ApplyAdrift(run.id(), host.get()));
                });
    }

    /**
     * Finds the runs whose wake-up was lost, whatever lost it. Applies that nobody follows are told
     * to their hosts, and given up when the host is gone too.
     */
    void sweep() {
        var there = node.wakeUps();
        runs.ready().stream()
                .filter(ready -> !there.contains(ready.run().value() + "/" + ready.epoch()))
                .forEach(publisher::publishEvent);
        sweepUnknown();
        for (var run : runs.underWay()) {
            if (node.isLost(run.claim().workerId())) {
                found(run);
            } else if (run.isAdrift()) {
                executions
                        .hostOfApply(run.id())
                        .ifPresent(
                                host -> {
                                    publisher.publishEvent(new ApplyAdrift(run.id(), host));
                                    if (!node.lives(host)) {
                                        giveUp(run, "The host that did this was lost.");
                                    }
                                });
            }
        }
    }

    /** A host that came back to look what it knows, and was lost again while it did. */
    private void sweepUnknown() {
        runs.unknown().stream()
                .filter(run -> node.isLost(run.claim().workerId()))
                .forEach(this::leaveToItsHost);
    }

    /** Somebody knows that a host is gone: nobody waits for it any more. */
    void abandon(UUID host, List<UUID> processes, Cause cause, String why) {
        runs.claimedBy(processes).forEach(this::found);
        runs.underWay().stream()
                .filter(Run::isAdrift)
                .filter(run -> executions.hostOfApply(run.id()).filter(host::equals).isPresent())
                .forEach(run -> giveUp(run, cause, why));
    }

    /** Ends what a worker can't go on with; how an apply ended is not known then. */
    void giveUp(Run claimed, String why) {
        giveUp(claimed, Cause.portal(why), why);
    }

    private void giveUp(Run claimed, Cause cause, String why) {
        end(
                claimed,
                cause,
                run ->
                        switch (run.status()) {
                            case PLANNING -> run.failPlanning(why, null, clock.instant());
                            case APPLYING ->
                                    run.losesTrack(
                                            why + " What was done until then is not proven.",
                                            clock.instant());
                            case UNKNOWN -> run.losesTrack(why, clock.instant());
                            default -> run;
                        });
    }

    /** The worker that plans this stops in order. */
    void release(Run claimed) {
        if (runs.get(claimed.id()).status() == RunStatus.PLANNING) {
            end(claimed, Cause.portal("Planned again: the worker was stopped"), Run::losePlanner);
        }
    }

    private void end(Run claimed, Cause cause, UnaryOperator<Run> step) {
        attempt(() -> runs.changeAs(claimed, cause, step));
    }

    /** All of it, or nothing when somebody was faster. */
    private void attempt(Runnable work) {
        try {
            transaction.executeWithoutResult(status -> work.run());
        } catch (StaleClaimException | IllegalRunTransitionException e) {
            log.warn("{} It is left as it is.", e.getMessage());
        }
    }
}
