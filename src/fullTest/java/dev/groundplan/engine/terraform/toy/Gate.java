package dev.groundplan.engine.terraform.toy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Keeps the list of calls, and holds the slow ones until their time is over, a test lets go, or a
 * stop is heeded.
 */
final class Gate {
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<String> calls = new ArrayList<>();
    private boolean heedsStop;
    private boolean stopped;
    private boolean open;
    private boolean slow;

    void called(String call) {
        change(() -> calls.add(call));
    }

    List<String> calls() {
        lock.lock();
        try {
            return List.copyOf(calls);
        } finally {
            lock.unlock();
        }
    }

    void heedStop() {
        change(() -> heedsStop = true);
    }

    void stop(boolean now) {
        change(() -> stopped = now);
    }

    void open() {
        change(() -> open = true);
    }

    /** False when the time is over and there was no such call. */
    boolean awaitCall(String call, Duration limit) {
        return await(() -> calls.contains(call), limit);
    }

    /** False when the time is over and no call was slow. */
    boolean awaitSlow(Duration limit) {
        return await(() -> slow, limit);
    }

    private boolean await(BooleanSupplier wanted, Duration limit) {
        lock.lock();
        try {
            var left = limit.toNanos();
            while (!wanted.getAsBoolean() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return wanted.getAsBoolean();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        } finally {
            lock.unlock();
        }
    }

    /** False when the work was given up because Terraform asked to stop. */
    boolean work(double seconds) {
        lock.lock();
        try {
            var left = (long) (seconds * TimeUnit.SECONDS.toNanos(1));
            slow |= left > 0;
            changed.signalAll();
            while (left > 0 && !open && !(stopped && heedsStop)) {
                left = changed.awaitNanos(left);
            }
            return open || !(stopped && heedsStop);
        } catch (InterruptedException interrupted) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
