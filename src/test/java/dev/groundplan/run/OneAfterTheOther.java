package dev.groundplan.run;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model of a run that waits for its approval: whether what several people were told could have
 * been told if they had come one after the other.
 */
final class OneAfterTheOther {
    /** What a worker does by itself, between any two of them. */
    private static final Map<RunStatus, Set<RunStatus>> BY_ITSELF =
            Map.of(
                    RunStatus.APPROVED, EnumSet.of(RunStatus.APPLYING),
                    RunStatus.APPLYING, EnumSet.of(RunStatus.APPLIED, RunStatus.CANCELED));

    private final List<Attempt> attempts;
    private final RunStatus end;

    private OneAfterTheOther(List<Attempt> attempts, RunStatus end) {
        this.attempts = attempts;
        this.end = end;
    }

    static boolean explains(List<Attempt> attempts, RunStatus end) {
        return new OneAfterTheOther(attempts, end)
                .continues(RunStatus.AWAITING_APPROVAL, attempts, false);
    }

    private boolean continues(RunStatus now, List<Attempt> rest, boolean askedToStop) {
        if (rest.isEmpty() && now == end) {
            return true;
        }
        for (var next : BY_ITSELF.getOrDefault(now, Set.of())) {
            if ((next != RunStatus.CANCELED || askedToStop) && continues(next, rest, askedToStop)) {
                return true;
            }
        }
        return rest.stream()
                .filter(attempt -> mayComeFirst(attempt, rest))
                .anyMatch(attempt -> comes(now, attempt, without(rest, attempt), askedToStop));
    }

    /** Who had the answer before another one asked came before that one. */
    private static boolean mayComeFirst(Attempt attempt, List<Attempt> rest) {
        return rest.stream().noneMatch(other -> other.ended() < attempt.began());
    }

    private static List<Attempt> without(List<Attempt> all, Attempt one) {
        var rest = new ArrayList<>(all);
        rest.remove(one);
        return rest;
    }

    private boolean comes(RunStatus now, Attempt attempt, List<Attempt> rest, boolean askedToStop) {
        if (attempt.present() != null && attempt.present() != now) {
            return false;
        }
        return switch (attempt.op()) {
            case APPROVE, APPROVE_TOO ->
                    decides(now, attempt, RunStatus.APPROVED, rest, askedToStop);
            case REJECT -> decides(now, attempt, RunStatus.REJECTED, rest, askedToStop);
            case CANCEL, CANCEL_TOO -> cancels(now, attempt, rest, askedToStop);
            case SUPERSEDE -> supersedes(now, attempt, rest, askedToStop);
            case ASK_MORE -> attempt.done() && continues(now, rest, askedToStop);
        };
    }

    private boolean decides(
            RunStatus now,
            Attempt attempt,
            RunStatus next,
            List<Attempt> rest,
            boolean askedToStop) {
        var open = now == RunStatus.AWAITING_APPROVAL;
        return attempt.done() == open && continues(open ? next : now, rest, askedToStop);
    }

    private boolean cancels(
            RunStatus now, Attempt attempt, List<Attempt> rest, boolean askedToStop) {
        var answer = attempt.answer();
        if (answer == null) {
            return now.isFinal() && continues(now, rest, askedToStop);
        }
        if (answer.status() == RunStatus.CANCELED) {
            return (now == RunStatus.AWAITING_APPROVAL || now == RunStatus.APPROVED)
                    && continues(RunStatus.CANCELED, rest, askedToStop);
        }
        return answer.status() == RunStatus.APPLYING
                && answer.cancellation().requested()
                && now == RunStatus.APPLYING
                && continues(now, rest, true);
    }

    /** A later newer request may meet an earlier one, which is under way. */
    private boolean supersedes(
            RunStatus now, Attempt attempt, List<Attempt> rest, boolean askedToStop) {
        if (attempt.done()) {
            return now == RunStatus.AWAITING_APPROVAL
                    ? continues(RunStatus.STALE, rest, askedToStop)
                    : now.isFinal() && continues(now, rest, askedToStop);
        }
        var underWay = now == RunStatus.APPROVED || now == RunStatus.APPLYING;
        return (underWay || now.isFinal() && another(attempt)) && continues(now, rest, askedToStop);
    }

    private boolean another(Attempt refused) {
        return attempts.stream()
                .anyMatch(
                        other ->
                                other != refused
                                        && other.done()
                                        && (other.op() == Attempt.Op.SUPERSEDE
                                                || other.op() == Attempt.Op.ASK_MORE));
    }
}
