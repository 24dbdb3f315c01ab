package dev.groundplan.worker;

import dev.groundplan.worker.Workers.InHand;
import dev.groundplan.worker.Workers.WorkerItem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A data directory and the processes that had it, one at a time: only they can follow the applies
 * that were begun there.
 *
 * @param processes newest first, at least one; those before the newest are gone
 * @param unproven its applies that nobody follows now
 * @param death null when nobody declared it dead
 */
public record Host(
        UUID id, List<WorkerItem> processes, List<InHand> unproven, @Nullable Death death) {

    public enum State {
        LIVE,
        /** It works on what it has in hand, and takes nothing new. */
        DRAINING,
        /** It did not say that it stops, but was not heard of for four heartbeats. */
        LOST,
        STOPPED,
        /** An admin said so, and it was not heard of since. */
        DEAD
    }

    /** That an admin declared it dead. */
    public record Death(Instant at, String by, String reason) {}

    public WorkerItem newest() {
        return processes.get(0);
    }

    public String name() {
        return newest().host();
    }

    public State state() {
        if (death != null && !isBack()) {
            return State.DEAD;
        }
        return switch (newest().state()) {
            case LIVE -> newest().draining() ? State.DRAINING : State.LIVE;
            case LOST -> State.LOST;
            case STOPPED -> State.STOPPED;
        };
    }

    public boolean isAlive() {
        return newest().state() == Workers.State.LIVE;
    }

    /** Whether it was declared dead and heard of since. */
    public boolean isBack() {
        return death != null && newest().seenAt().isAfter(death.at());
    }

    /** What its processes hold claims on. */
    public List<InHand> inHand() {
        return processes.stream().flatMap(process -> process.inHand().stream()).toList();
    }

    /** Whether it would change anything to declare it dead. */
    public boolean waitsForIt() {
        return !isAlive()
                && state() != State.DEAD
                && (isLostWorker() || !inHand().isEmpty() || !unproven.isEmpty());
    }

    /** One that only served pages is missed by nobody. */
    private boolean isLostWorker() {
        return state() == State.LOST && newest().roles().contains("worker");
    }
}
