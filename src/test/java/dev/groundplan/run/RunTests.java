package dev.groundplan.run;

import static dev.groundplan.run.RunFixtures.NOW;
import static dev.groundplan.run.RunFixtures.REQUESTER;
import static dev.groundplan.run.RunFixtures.WORKER;
import static dev.groundplan.run.RunFixtures.aRun;
import static dev.groundplan.run.RunFixtures.aRunApplying;
import static dev.groundplan.run.RunFixtures.aRunApproved;
import static dev.groundplan.run.RunFixtures.aRunAwaitingApproval;
import static dev.groundplan.run.RunFixtures.aRunPlanning;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.uuid.Generators;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RunTests {
    private static final Map<String, Step> STEPS =
            Map.ofEntries(
                    step("startPlanning", RunStatus.PLANNING, run -> run.startPlanning(WORKER)),
                    step("planned", RunStatus.AWAITING_APPROVAL, Run::planned),
                    step("approve", RunStatus.APPROVED, Run::approve),
                    step("endWithPlan", RunStatus.PLANNED, run -> run.endWithPlan(NOW)),
                    step(
                            "endWithoutChanges",
                            RunStatus.NO_CHANGES,
                            run -> run.endWithoutChanges(NOW)),
                    step("reject", RunStatus.REJECTED, run -> run.reject(NOW)),
                    step("outdated", RunStatus.STALE, run -> run.outdated("Moved.", NOW)),
                    step("startApplying", RunStatus.APPLYING, run -> run.startApplying(WORKER)),
                    step("planNextPart", RunStatus.PLANNING, Run::planNextPart),
                    step("applied", RunStatus.APPLIED, run -> run.applied(1, 1, NOW)),
                    step(
                            "failPlanning",
                            RunStatus.FAILED,
                            run -> run.failPlanning("No.", null, NOW)),
                    step(
                            "failApplying",
                            RunStatus.FAILED,
                            run -> run.failApplying("No.", 1, 2, NOW)),
                    step("cancel", RunStatus.CANCELED, run -> run.cancel(NOW)),
                    step("losesTrack", RunStatus.UNKNOWN, run -> run.losesTrack("Lost.", NOW)));

    private record Step(RunStatus to, UnaryOperator<Run> apply) {}

    private static Map.Entry<String, Step> step(
            String name, RunStatus to, UnaryOperator<Run> apply) {
        return Map.entry(name, new Step(to, apply));
    }

    @ParameterizedTest
    @MethodSource("statusesAndSteps")
    void takesAStepFromEveryStatusThatAllowsItAndFromNoOther(RunStatus from, String name) {
        var run = RunFixtures.in(from);
        var step = STEPS.get(name);

        if (from.canBecome(step.to()) || from == step.to() && name.equals("losesTrack")) {
            assertThat(step.apply().apply(run).status()).isEqualTo(step.to());
        } else {
            assertThatThrownBy(() -> step.apply().apply(run))
                    .isInstanceOf(IllegalRunTransitionException.class)
                    .hasMessageContaining(from + " and can't become " + step.to());
        }
    }

    static Stream<Arguments> statusesAndSteps() {
        return Stream.of(RunStatus.values())
                .flatMap(from -> STEPS.keySet().stream().map(name -> Arguments.of(from, name)));
    }

    @Test
    void holdsTheSlotFromPlanningToTheEnd() {
        var environment = aRun().environmentId().value();

        assertThat(aRun().activeSlot()).isNull();
        assertThat(aRunPlanning().activeSlot()).isEqualTo(environment);
        assertThat(aRunAwaitingApproval().activeSlot()).isEqualTo(environment);
        assertThat(aRunApplying().losesTrack("Lost.", NOW).activeSlot()).isEqualTo(environment);
        assertThat(aRunApplying().applied(1, 1, NOW).activeSlot()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void isWithoutASlotOnceItHasEnded(RunStatus status) {
        var run = RunFixtures.in(status);

        assertThat(run.activeSlot() == null)
                .isEqualTo(status.isFinal() || status == RunStatus.QUEUED);
        assertThat(run.ending() != null).isEqualTo(status.isFinal() || status == RunStatus.UNKNOWN);
    }

    @Test
    void takesNoSlotToLookOrToPlanOnly() {
        assertThat(aRun(RunKind.REFRESH, false).startPlanning(WORKER).activeSlot()).isNull();
        assertThat(aRun(RunKind.UPDATE, true).startPlanning(WORKER).activeSlot()).isNull();
        assertThat(aRun(RunKind.RECONCILE, false).startPlanning(WORKER).activeSlot()).isNotNull();
    }

    @Test
    void raisesTheEpochWithEachClaim() {
        assertThat(aRun().claim()).isEqualTo(new Claim(0, null, 0));
        assertThat(aRunPlanning().claim()).isEqualTo(new Claim(1, WORKER, 1));
        assertThat(aRunAwaitingApproval().claim()).isEqualTo(new Claim(1, null, 0));
        assertThat(aRunApplying().claim()).isEqualTo(new Claim(2, WORKER, 0));
    }

    @Test
    void refusesTheLostPlannersEpochAndCountsTheAttempts() {
        var other = new UUID(1, 2);

        var lost = aRunPlanning().losePlanner();
        assertThat(lost.isReady()).isTrue();
        assertThat(lost.claim()).isEqualTo(new Claim(2, null, 1));
        assertThat(lost.goOnPlanning(other).claim()).isEqualTo(new Claim(3, other, 2));
        assertThatThrownBy(() -> aRunApplying().losePlanner())
                .isInstanceOf(IllegalRunTransitionException.class);
    }

    @Test
    void waitsForAnyWorkerWithItsNextPart() {
        var next = aRunApplying().planNextPart();

        assertThat(next.part()).isEqualTo(2);
        assertThat(next.appliedAny()).isTrue();
        assertThat(next.isReady()).isTrue();
        assertThat(next.goOnPlanning(WORKER).claim().planAttempts()).isEqualTo(1);
    }

    @Test
    void isAppliedWhenItsNextPartIsEmpty() {
        var ended = aRunApplying().planNextPart().goOnPlanning(WORKER).endWithoutChanges(NOW);

        assertThat(ended.status()).isEqualTo(RunStatus.APPLIED);
        assertThat(ended.ending().effect()).isEqualTo(Effect.COMPLETE);
    }

    @Test
    void saysPartWayWhenAnEarlierPartWasApplied() {
        var second = aRunApplying().planNextPart().goOnPlanning(WORKER);

        assertThat(second.cancel(NOW).ending().effect()).isEqualTo(Effect.PARTIAL);
        assertThat(second.failPlanning("No.", null, NOW).ending().effect())
                .isEqualTo(Effect.PARTIAL);
        assertThat(second.planned().reject(NOW).ending().effect()).isEqualTo(Effect.PARTIAL);
    }

    @Test
    void saysHowFarAFailedApplyCame() {
        assertThat(aRunApplying().failApplying("No.", 0, 3, NOW).ending().effect())
                .isEqualTo(Effect.NONE);
        assertThat(aRunApplying().failApplying("No.", 2, 3, NOW).ending().effect())
                .isEqualTo(Effect.PARTIAL);
        assertThat(aRunApplying().failApplying("No.", 3, 3, NOW).ending().effect())
                .isEqualTo(Effect.PARTIAL);
        assertThat(aRunApplying().cancelApplying("Stopped.", 1, 3, NOW).ending().effect())
                .isEqualTo(Effect.PARTIAL);
    }

    @Test
    void remembersOnlyTheFirstWishToStop() {
        var once = aRunPlanning().requestCancel(REQUESTER, NOW);

        assertThat(once.cancellation().requestedBy()).isEqualTo(REQUESTER);
        assertThat(once.requestCancel(REQUESTER, NOW.plusSeconds(9))).isSameAs(once);
        assertThat(once.requestKill(NOW).cancellation().killRequested()).isTrue();
        assertThat(once.status()).isEqualTo(RunStatus.PLANNING);
    }

    @Test
    void givesWayToANewerRunBeforeAnythingIsMade() {
        var newer = new RunId(Generators.timeBasedEpochGenerator().generate());

        assertThat(aRun().superseded(newer, NOW).status()).isEqualTo(RunStatus.CANCELED);
        assertThat(aRunAwaitingApproval().superseded(newer, NOW).status())
                .isEqualTo(RunStatus.STALE);
        assertThat(aRunApproved().superseded(newer, NOW).supersededBy()).isEqualTo(newer);
        assertThatThrownBy(() -> aRunApplying().superseded(newer, NOW))
                .isInstanceOf(IllegalRunTransitionException.class);
    }

    @Test
    void isSettledFromUnknownOnly() {
        var unknown = aRunApplying().losesTrack("Lost.", NOW);

        assertThat(unknown.settle(true, Ending.counted(1, 1, null, NOW)).status())
                .isEqualTo(RunStatus.APPLIED);
        assertThat(unknown.settle(false, Ending.none("No.", null, NOW)).status())
                .isEqualTo(RunStatus.FAILED);
        assertThatThrownBy(() -> aRunPlanning().planned().settle(true, Ending.none(NOW)))
                .isInstanceOf(IllegalRunTransitionException.class);
    }
}
