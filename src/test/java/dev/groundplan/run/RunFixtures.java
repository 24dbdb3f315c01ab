package dev.groundplan.run;

import com.fasterxml.uuid.Generators;
import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.identity.PersonId;
import java.time.Instant;
import java.util.UUID;

/** Runs in each status, made by the steps that lead there. */
public final class RunFixtures {
    public static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    public static final UUID WORKER = new UUID(1, 1);
    public static final PersonId REQUESTER = new PersonId(new UUID(2, 1));

    private RunFixtures() {}

    public static Run aRun() {
        return aRun(RunKind.UPDATE, false);
    }

    public static Run aRun(RunKind kind, boolean planOnly) {
        var request =
                new Request(
                        new EnvironmentId(new UUID(3, 1)),
                        1,
                        kind,
                        planOnly,
                        1,
                        "",
                        REQUESTER,
                        "recorder",
                        null,
                        NOW);
        return Run.queued(new RunId(Generators.timeBasedEpochGenerator().generate()), request);
    }

    public static Run aRunPlanning() {
        return aRun().startPlanning(WORKER);
    }

    public static Run aRunAwaitingApproval() {
        return aRunPlanning().planned();
    }

    public static Run aRunApproved() {
        return aRunAwaitingApproval().approve();
    }

    public static Run aRunApplying() {
        return aRunApproved().startApplying(WORKER);
    }

    public static Run in(RunStatus status) {
        return switch (status) {
            case QUEUED -> aRun();
            case PLANNING -> aRunPlanning();
            case AWAITING_APPROVAL -> aRunAwaitingApproval();
            case APPROVED -> aRunApproved();
            case APPLYING -> aRunApplying();
            case UNKNOWN -> aRunApplying().losesTrack("Lost.", NOW);
            case APPLIED -> aRunApplying().applied(1, 1, NOW);
            case NO_CHANGES -> aRunPlanning().endWithoutChanges(NOW);
            case PLANNED -> aRunPlanning().endWithPlan(NOW);
            case REJECTED -> aRunAwaitingApproval().reject(NOW);
            case CANCELED -> aRun().cancel(NOW);
            case STALE -> aRunApproved().outdated("Moved.", NOW);
            case FAILED -> aRunApplying().failApplying("Broke.", 0, 1, NOW);
        };
    }
}
