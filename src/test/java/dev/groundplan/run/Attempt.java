package dev.groundplan.run;

import dev.groundplan.run.approval.Approval;
import dev.groundplan.run.approval.Decision;
import dev.groundplan.run.approval.DecisionTooLateException;
import dev.groundplan.testing.TestPortal;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import org.jspecify.annotations.Nullable;

/**
 * What one of several people tried at the same moment, and what they were told.
 *
 * @param answer the run as it was answered; null when it was refused
 * @param present the status that a refusal named; null when it named none
 * @param why what the refusal said
 */
record Attempt(
        Op op,
        long began,
        long ended,
        @Nullable Run answer,
        @Nullable RunStatus present,
        String why) {

    enum Op {
        APPROVE,
        APPROVE_TOO,
        REJECT,
        CANCEL,
        CANCEL_TOO,
        SUPERSEDE,
        ASK_MORE
    }

    /** All of them wait for each other before they begin. */
    static Callable<Attempt> at(
            CyclicBarrier barrier, TestPortal node, Op op, Run run, Decision approval) {
        return () -> {
            await(barrier);
            var began = System.nanoTime();
            try {
                var answer = carryOut(node, op, run, approval);
                return new Attempt(op, began, System.nanoTime(), answer, null, "");
            } catch (DecisionTooLateException e) {
                return refused(op, began, e.run().status(), e);
            } catch (IllegalRunTransitionException e) {
                return refused(op, began, e.from(), e);
            } catch (ConflictingRequestException e) {
                return refused(op, began, null, e);
            }
        };
    }

    private static Attempt refused(
            Op op, long began, @Nullable RunStatus present, RuntimeException e) {
        return new Attempt(
                op, began, System.nanoTime(), null, present, String.valueOf(e.getMessage()));
    }

    private static Run carryOut(TestPortal node, Op op, Run run, Decision approval) {
        return switch (op) {
            case APPROVE -> node.decide("approver", run, approval);
            case APPROVE_TOO -> node.decide("owner", run, approval);
            case REJECT ->
                    node.decide(
                            "admin",
                            run,
                            new Decision(
                                    Approval.Decision.REJECT,
                                    approval.planDigest(),
                                    "No.",
                                    null,
                                    null));
            case CANCEL -> node.cancel("developer", run);
            case CANCEL_TOO -> node.cancel("approver", run);
            case SUPERSEDE -> node.supersede(run.environmentId(), "content", "newer");
            case ASK_MORE -> node.update(run.environmentId(), "content", "more");
        };
    }

    private static void await(CyclicBarrier barrier) throws InterruptedException {
        try {
            barrier.await();
        } catch (BrokenBarrierException e) {
            throw new AssertionError(e);
        }
    }

    boolean done() {
        return answer != null;
    }

    /** Whether it claims to have moved that run. */
    boolean moved(Run run) {
        return answer != null
                && switch (op) {
                    case APPROVE, APPROVE_TOO, REJECT -> true;
                    case CANCEL, CANCEL_TOO -> answer.status() == RunStatus.CANCELED;
                    case SUPERSEDE -> answer.id().equals(run.supersededBy());
                    case ASK_MORE -> false;
                };
    }

    @Override
    public String toString() {
        return op + " -> " + (answer == null ? "refused: " + why : answer.status());
    }
}
