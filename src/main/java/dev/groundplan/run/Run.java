package dev.groundplan.run;

import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.identity.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change to one environment. Immutable; every step of its life is a method that checks and
 * returns the next one, and {@link RunService} is the only place that saves it.
 *
 * @param part the part being planned or applied, from 1
 * @param activeSlot the environment's id while this run is the one that may change it
 * @param appliedAny whether an earlier part was applied
 */
public record Run(
        RunId id,
        Request request,
        RunStatus status,
        int part,
        @Nullable UUID activeSlot,
        Cancellation cancellation,
        Claim claim,
        boolean appliedAny,
        @Nullable Ending ending,
        @Nullable RunId supersededBy,
        long version) {

    static Run queued(RunId id, Request request) {
        return new Run(
                id,
                request,
                RunStatus.QUEUED,
                1,
                null,
                Cancellation.NONE,
                Claim.NONE,
                false,
                null,
                null,
                0);
    }

    public EnvironmentId environmentId() {
        return request.environmentId();
    }

    /** Plan-only runs and drift checks change nothing and wait for nobody. */
    public boolean takesSlot() {
        return request.kind().changes() && !request.planOnly();
    }

    public Run startPlanning(UUID worker) {
        var slot = takesSlot() ? environmentId().value() : null;
        return become(RunStatus.PLANNING, part, slot, claim.by(worker, 1), null);
    }

    /** Takes one that is planning and that nobody works on: a next part, or a lost worker's. */
    public Run goOnPlanning(UUID worker) {
        expect(RunStatus.PLANNING);
        return with(claim.by(worker, claim.planAttempts() + 1), cancellation);
    }

    /** The worker that planned it is gone: whoever comes next plans again. */
    public Run losePlanner() {
        expect(RunStatus.PLANNING);
        return with(claim.lost(), cancellation);
    }

    /** The worker that followed its apply is gone; somebody finds out what became of it. */
    public Run loseApplier() {
        expect(RunStatus.APPLYING, RunStatus.UNKNOWN);
        return with(claim.lost(), cancellation);
    }

    /** Takes an apply of which somebody else lost sight. */
    public Run takeOver(UUID worker) {
        expect(RunStatus.APPLYING, RunStatus.UNKNOWN);
        return with(claim.by(worker, 0), cancellation);
    }

    /** Lets the run that settles it have the environment's slot. */
    Run yieldSlot() {
        return withSlot(null);
    }

    /** The run that was to settle it came to nothing. */
    Run takeSlotBack() {
        return withSlot(environmentId().value());
    }

    private Run withSlot(@Nullable UUID slot) {
        expect(RunStatus.UNKNOWN);
        return with(slot, claim, cancellation);
    }

    /** Whether nobody follows its apply any more. */
    public boolean isAdrift() {
        return (status == RunStatus.APPLYING || status == RunStatus.UNKNOWN)
                && claim.workerId() == null;
    }

    /** Whether it waits for a worker and for nothing else. A queued run waits for its turn too. */
    public boolean isReady() {
        return status == RunStatus.APPROVED
                || status == RunStatus.PLANNING && claim.workerId() == null;
    }

    public Run planned() {
        return become(RunStatus.AWAITING_APPROVAL, part, activeSlot, claim.released(), null);
    }

    /** By a person's decision, or right after planning by a rule or a carried approval. */
    public Run approve() {
        return become(RunStatus.APPROVED, part, activeSlot, claim.released(), null);
    }

    public Run endWithPlan(Instant now) {
        return end(RunStatus.PLANNED, Ending.none(now));
    }

    /** Nothing (more) to do. */
    public Run endWithoutChanges(Instant now) {
        return appliedAny
                ? end(RunStatus.APPLIED, Ending.counted(1, 1, null, now))
                : end(RunStatus.NO_CHANGES, Ending.none(now));
    }

    public Run reject(Instant now) {
        return end(RunStatus.REJECTED, untouched(null, now));
    }

    public Run outdated(String why, Instant now) {
        return end(RunStatus.STALE, untouched(why, now));
    }

    public Run superseded(RunId by, Instant now) {
        var next = status == RunStatus.QUEUED ? RunStatus.CANCELED : RunStatus.STALE;
        var ended = end(next, untouched("A newer request took its place.", now));
        return new Run(
                id,
                request,
                ended.status,
                part,
                null,
                cancellation,
                ended.claim,
                appliedAny,
                ended.ending,
                by,
                version);
    }

    public Run startApplying(UUID worker) {
        return become(RunStatus.APPLYING, part, activeSlot, claim.by(worker, 0), null);
    }

    /** Any worker may take it from here. */
    public Run planNextPart() {
        var next = become(RunStatus.PLANNING, part + 1, activeSlot, claim.released(), null);
        return new Run(
                id,
                request,
                next.status,
                next.part,
                next.activeSlot,
                cancellation,
                next.claim,
                true,
                null,
                null,
                version);
    }

    public Run applied(int done, int planned, Instant now) {
        return end(RunStatus.APPLIED, new Ending(Effect.COMPLETE, done, planned, null, null, now));
    }

    /** Before anything was changed. */
    public Run failPlanning(String why, @Nullable String problems, Instant now) {
        var ending = untouched(why, now);
        return end(
                RunStatus.FAILED,
                new Ending(ending.effect(), ending.done(), ending.planned(), why, problems, now));
    }

    public Run failApplying(String why, int done, int planned, Instant now) {
        return end(RunStatus.FAILED, partWay(Ending.counted(done, planned, why, now)));
    }

    /** Without a change made; one that is applying ends with {@link #cancelApplying}. */
    public Run cancel(Instant now) {
        return end(RunStatus.CANCELED, untouched(null, now));
    }

    public Run cancelApplying(String why, int done, int planned, Instant now) {
        if (status == RunStatus.UNKNOWN) {
            return failApplying(why, done, planned, now);
        }
        expect(RunStatus.APPLYING);
        return end(RunStatus.CANCELED, partWay(Ending.counted(done, planned, why, now)));
    }

    /** Keeps the slot: nothing may change the environment until it is settled. */
    public Run losesTrack(String why, Instant now) {
        if (status == RunStatus.UNKNOWN) {
            return with(claim.released(), cancellation);
        }
        var ending = new Ending(Effect.UNKNOWN, 0, 0, why, null, now);
        return become(RunStatus.UNKNOWN, part, activeSlot, claim.released(), ending);
    }

    /** It was applied, or may have been, after what this database knows: only a look can tell. */
    Run recall(String why, Instant now) {
        var ending = new Ending(Effect.UNKNOWN, 0, 0, why, null, now);
        var released = claim.lost().released();
        return become(RunStatus.UNKNOWN, part, environmentId().value(), released, ending);
    }

    /**
     * A person has accepted what was found. Whoever still writes about its apply comes too late.
     *
     * @throws IllegalRunTransitionException while its host, which came back, looks itself
     */
    public Run settle(boolean complete, Ending ending) {
        var next = complete ? RunStatus.APPLIED : RunStatus.FAILED;
        if (claim.workerId() != null) {
            throw new IllegalRunTransitionException(id, status, next);
        }
        return become(next, part, null, claim.lost(), partWay(ending));
    }

    public Run requestCancel(PersonId by, Instant now) {
        return cancellation.requested() ? this : with(claim, new Cancellation(now, by, null));
    }

    public Run requestKill(Instant now) {
        return with(claim, cancellation.kill(now));
    }

    private Ending untouched(@Nullable String why, Instant now) {
        return partWay(Ending.none(why, null, now));
    }

    private Ending partWay(Ending ending) {
        return appliedAny && ending.effect() == Effect.NONE ? ending.partial() : ending;
    }

    private Run end(RunStatus next, Ending ending) {
        return become(next, part, null, claim.released(), ending);
    }

    private Run with(Claim claim, Cancellation cancellation) {
        return with(activeSlot, claim, cancellation);
    }

    private Run with(@Nullable UUID slot, Claim claim, Cancellation cancellation) {
        return new Run(
                id,
                request,
                status,
                part,
                slot,
                cancellation,
                claim,
                appliedAny,
                ending,
                supersededBy,
                version);
    }

    private void expect(RunStatus... expected) {
        if (!List.of(expected).contains(status)) {
            throw new IllegalRunTransitionException(id, status, expected[0]);
        }
    }

    private Run become(
            RunStatus next, int part, @Nullable UUID slot, Claim claim, @Nullable Ending ending) {
        if (!status.canBecome(next)) {
            throw new IllegalRunTransitionException(id, status, next);
        }
        return new Run(
                id,
                request,
                next,
                part,
                slot,
                cancellation,
                claim,
                appliedAny,
                ending,
                supersededBy,
                version);
    }
}
