package dev.groundplan.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundplan.run.approval.Approval;
import dev.groundplan.run.approval.DecisionTooLateException;
import dev.groundplan.testing.RecorderPortal;
import dev.groundplan.testing.TestPortal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Every action in every status: what is not allowed is refused and changes nothing (S41). */
@RecorderPortal
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatusActionTests {
    private static final UUID WORKER = new UUID(7, 7);
    @Autowired TestPortal portal;
    @Autowired RunService runs;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;
    private Run sample;

    @BeforeAll
    void makeASample() {
        sample = portal.awaitingApproval();
    }

    private enum Action {
        APPROVE,
        REJECT,
        CANCEL,
        CLAIM
    }

    /** The status after an allowed action. */
    private static final Map<Action, Map<RunStatus, RunStatus>> ALLOWED =
            Map.of(
                    Action.APPROVE, Map.of(RunStatus.AWAITING_APPROVAL, RunStatus.APPROVED),
                    Action.REJECT, Map.of(RunStatus.AWAITING_APPROVAL, RunStatus.REJECTED),
                    Action.CLAIM, Map.of(RunStatus.QUEUED, RunStatus.PLANNING),
                    Action.CANCEL,
                            Map.of(
                                    RunStatus.QUEUED, RunStatus.CANCELED,
                                    RunStatus.PLANNING, RunStatus.PLANNING,
                                    RunStatus.AWAITING_APPROVAL, RunStatus.CANCELED,
                                    RunStatus.APPROVED, RunStatus.CANCELED,
                                    RunStatus.APPLYING, RunStatus.APPLYING));

    @ParameterizedTest
    @MethodSource("pairs")
    void allowsAnActionWhereItBelongsAndRefusesItElsewhere(RunStatus status, Action action) {
        transaction.executeWithoutResult(
                rolledBack -> {
                    rolledBack.setRollbackOnly();
                    put(status);
                    var expected = ALLOWED.get(action).get(status);
                    if (expected != null) {
                        assertThat(act(action).map(Run::status)).contains(expected);
                    } else if (action == Action.CLAIM) {
                        assertThat(act(action)).isEmpty();
                    } else {
                        assertThatThrownBy(() -> act(action))
                                .isInstanceOfAny(
                                        DecisionTooLateException.class,
                                        IllegalRunTransitionException.class);
                        assertThat(portal.now(sample).status()).isEqualTo(status);
                    }
                });
    }

    static Stream<Arguments> pairs() {
        return Stream.of(RunStatus.values())
                .flatMap(
                        status ->
                                Stream.of(Action.values())
                                        .map(action -> Arguments.of(status, action)));
    }

    @ParameterizedTest
    @EnumSource(names = {"PLANNING", "APPLYING"})
    void marksAWorkingRunAsToBeStopped(RunStatus status) {
        transaction.executeWithoutResult(
                rolledBack -> {
                    rolledBack.setRollbackOnly();
                    put(status);
                    var run = portal.cancel(sample);
                    assertThat(run.cancellation().requestedBy()).isEqualTo(portal.developer().id());
                });
    }

    @ParameterizedTest
    @EnumSource
    void killsOnlyAnApplyThatWasAskedToStop(RunStatus status) {
        transaction.executeWithoutResult(
                rolledBack -> {
                    rolledBack.setRollbackOnly();
                    put(status);
                    assertThatThrownBy(() -> portal.kill(sample))
                            .isInstanceOf(IllegalRunTransitionException.class);
                    if (status == RunStatus.APPLYING) {
                        portal.cancel(sample);
                        assertThat(portal.kill(sample).cancellation().killRequested()).isTrue();
                    }
                });
    }

    @ParameterizedTest
    @EnumSource
    void saysHonestlyWhatCancellingMeans(RunStatus status) {
        var meaning = CancellationService.meaning(status);

        assertThat(meaning).endsWith(".");
        var harmless = Set.of(RunStatus.QUEUED, RunStatus.AWAITING_APPROVAL, RunStatus.APPROVED);
        assertThat(meaning.contains("nothing is changed")).isEqualTo(harmless.contains(status));
        assertThat(meaning.contains("already stays")).isEqualTo(status == RunStatus.APPLYING);
        assertThat(meaning.contains("has ended"))
                .isEqualTo(status.isFinal() || status == RunStatus.UNKNOWN);
    }

    @Test
    void refusesToApproveAPlanThatIsVoid() {
        transaction.executeWithoutResult(
                rolledBack -> {
                    rolledBack.setRollbackOnly();
                    jdbc.sql("update plan set voided_at = current_timestamp where run_id = :run")
                            .param("run", sample.id().value())
                            .update();
                    assertThatThrownBy(() -> portal.approve(sample))
                            .isInstanceOf(DecisionTooLateException.class);
                });
    }

    private Optional<Run> act(Action action) {
        BiFunction<String, Approval.Decision, Run> decide =
                (person, kind) -> portal.decide(person, sample, kind, null);
        return switch (action) {
            case APPROVE -> Optional.of(decide.apply("approver", Approval.Decision.APPROVE));
            case REJECT -> Optional.of(decide.apply("approver", Approval.Decision.REJECT));
            case CANCEL -> Optional.of(portal.cancel(sample));
            case CLAIM -> {
                var epoch = portal.now(sample).claim().epoch();
                yield runs.claimForPlanning(sample.id(), epoch, WORKER);
            }
        };
    }

    private void put(RunStatus status) {
        var working = status == RunStatus.PLANNING || status == RunStatus.APPLYING;
        var slot = !status.isFinal() && status != RunStatus.QUEUED;
        jdbc.sql(
                        "update run set status = :status, active_slot = :slot, worker_id = :worker where id = :run")
                .param("status", status.name())
                .param("slot", slot ? sample.environmentId().value() : null)
                .param("worker", working ? WORKER : null)
                .param("run", sample.id().value())
                .update();
    }
}
