package dev.groundplan.run;

import dev.groundplan.environment.Environment;
import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.environment.Environments;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The one door: nothing else writes a run. Each change locks the environment, then the run, applies
 * a pure function and saves the row, its event and what follows from it in one transaction.
 */
@Service
public class RunService {
    private static final Logger log = LoggerFactory.getLogger(RunService.class);
    private final RunRepository runs;
    private final RunEvents events;
    private final Environments environments;
    private final EnvironmentOutcome outcome;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;

    RunService(
            RunRepository runs,
            RunEvents events,
            Environments environments,
            EnvironmentOutcome outcome,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.runs = runs;
        this.events = events;
        this.environments = environments;
        this.outcome = outcome;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * @throws RunNotFoundException when there is none
     */
    public Run get(RunId id) {
        return runs.find(id).orElseThrow(() -> new RunNotFoundException(id));
    }

    public Optional<Run> find(EnvironmentId environment, int number) {
        return runs.find(environment, number);
    }

    /** The run that holds the environment's slot. */
    public Optional<Run> active(EnvironmentId environment) {
        return runs.active(environment);
    }

    public List<Run> waiting(EnvironmentId environment) {
        return runs.waiting(environment);
    }

    /** Newest first. */
    public List<Run> ofEnvironment(EnvironmentId environment, int limit) {
        return runs.ofEnvironment(environment, limit);
    }

    /** Runs of which nobody knows how they ended. */
    public List<Run> unknown() {
        return runs.unknown();
    }

    /** Runs that a worker should be busy with or about to be. */
    public List<Run> underWay() {
        return runs.unfinishedWithoutWaiting();
    }

    /** Runs that these workers plan, apply or settle. */
    public List<Run> claimedBy(List<UUID> workers) {
        return workers.isEmpty() ? List.of() : runs.claimedBy(workers);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    Run add(Run run, Cause cause) {
        runs.insert(run);
        record(run, null, cause);
        if (isNext(run)) {
            publisher.publishEvent(RunReady.of(run));
        }
        return run;
    }

    /**
     * Applies a step of a run's life.
     *
     * @param step gets the run as it is now; returning it unchanged changes nothing
     * @throws IllegalRunTransitionException when the run can't take that step now
     */
    @Transactional
    public Run change(RunId id, Cause cause, UnaryOperator<Run> step) {
        var environment = environments.lock(get(id).environmentId());
        var run = runs.lock(id).orElseThrow(() -> new RunNotFoundException(id));
        var next = step.apply(run);
        return next == run ? run : save(environment, run, next, cause);
    }

    /**
     * Like {@link #change}, for a worker that holds a claim.
     *
     * @throws StaleClaimException when another claim came after it
     */
    @Transactional
    public Run changeAs(Run claimed, Cause cause, UnaryOperator<Run> step) {
        return change(
                claimed.id(),
                cause,
                run -> {
                    if (run.claim().epoch() != claimed.claim().epoch()) {
                        throw new StaleClaimException(claimed.id());
                    }
                    return step.apply(run);
                });
    }

    /**
     * Takes a run for planning; empty when it is not its turn, or somebody was faster.
     *
     * @param epoch that the wake-up was for
     */
    @Transactional
    public Optional<Run> claimForPlanning(RunId id, long epoch, UUID worker) {
        environments.lock(get(id).environmentId());
        var run = get(id);
        if (run.claim().epoch() != epoch) {
            return Optional.empty();
        }
        var cause = Cause.portal("Planning begins");
        if (run.status() == RunStatus.QUEUED && isNext(run)) {
            takeSlotFromUnknown(run);
            return Optional.of(change(id, cause, next -> next.startPlanning(worker)));
        }
        return run.status() == RunStatus.PLANNING && run.isReady()
                ? Optional.of(change(id, cause, next -> next.goOnPlanning(worker)))
                : Optional.empty();
    }

    private void takeSlotFromUnknown(Run run) {
        var unknown = run.request().reconciles();
        if (unknown != null) {
            change(unknown, Cause.portal("Another run settles it"), Run::yieldSlot);
        }
    }

    /**
     * Its host came back and knew how it ended: nobody needs to look any more. One that is just
     * being planned ends with its plan.
     */
    private void endItsRecovery(Run settled) {
        var why = "The run that it was for is settled";
        for (var waiting : runs.waiting(settled.environmentId())) {
            if (settled.id().equals(waiting.request().reconciles())) {
                change(waiting.id(), Cause.portal(why), run -> run.cancel(clock.instant()));
            }
        }
        runs.active(settled.environmentId())
                .filter(active -> settled.id().equals(active.request().reconciles()))
                .filter(active -> active.status().canBecome(RunStatus.STALE))
                .ifPresent(
                        active ->
                                change(
                                        active.id(),
                                        Cause.portal(why),
                                        run -> run.outdated(why + ".", clock.instant())));
    }

    private void giveSlotBack(Run run) {
        var unknown = run.request().reconciles();
        if (unknown != null) {
            change(
                    unknown,
                    Cause.portal("The run that was to settle it came to nothing"),
                    now ->
                            now.status() == RunStatus.UNKNOWN && now.activeSlot() == null
                                    ? now.takeSlotBack()
                                    : now);
        }
    }

    /** The wake-ups of all runs that a worker could take now. */
    public List<RunReady> ready() {
        return runs.unfinishedWithoutWaiting().stream()
                .filter(run -> run.isReady() || run.status() == RunStatus.QUEUED && isNext(run))
                .map(RunReady::of)
                .toList();
    }

    private boolean isNext(Run run) {
        if (!run.takesSlot()) {
            return true;
        }
        var unknown = run.request().reconciles();
        if (unknown != null) {
            return runs.active(run.environmentId())
                    .filter(active -> active.id().equals(unknown))
                    .filter(active -> active.claim().workerId() == null)
                    .isPresent();
        }
        return runs.active(run.environmentId()).isEmpty()
                && runs.waiting(run.environmentId()).stream()
                        .findFirst()
                        .filter(first -> first.id().equals(run.id()))
                        .isPresent();
    }

    private Run save(Environment environment, Run run, Run next, Cause cause) {
        if (!runs.update(next)) {
            throw new IllegalStateException("Run " + run.id() + " changed under its own lock.");
        }
        var saved = get(run.id());
        if (saved.status() != run.status()) {
            record(saved, run.status(), cause);
            follow(environment, saved);
        }
        if (saved.isReady() && !run.isReady()) {
            publisher.publishEvent(RunReady.of(saved));
        }
        if (saved.status() == RunStatus.UNKNOWN && saved.isAdrift() && !run.isAdrift()) {
            handOff(saved.environmentId());
        }
        publisher.publishEvent(new RunTouched(saved.id(), saved.environmentId()));
        return saved;
    }

    private void record(Run run, @Nullable RunStatus from, Cause cause) {
        var at = clock.instant();
        events.add(run, from, cause, at);
        publisher.publishEvent(new RunStatusChanged(run, from, cause.actor(), cause.text(), at));
        log.info("Run {} is {}: {}", run.id(), run.status(), cause.text());
    }

    private void follow(Environment environment, Run after) {
        outcome.follow(environment, after);
        if (after.status().isFinal()) {
            endItsRecovery(after);
            giveSlotBack(after);
            handOff(after.environmentId());
        }
    }

    private void handOff(EnvironmentId environment) {
        runs.waiting(environment).stream()
                .filter(this::isNext)
                .findFirst()
                .ifPresent(next -> publisher.publishEvent(RunReady.of(next)));
    }
}
