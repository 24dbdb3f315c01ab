package dev.groundplan.engine.process;

import dev.groundplan.engine.Console;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;

/**
 * The launcher and all that came of it: {@code launcher → engine}, or in the sandbox {@code
 * launcher → bwrap → init → engine}. A signal for the engine goes to the engine, for bwrap would
 * take everything down with it.
 */
final class ProcessTree {
    /** In the sandbox's pid namespace the init is 1 and the engine, its first child, 2. */
    private static final String ENGINE_IN_SANDBOX = "2";

    private static final int SWEEPS = 50;
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final ProcessHandle launcher;
    private final boolean endsTogether;
    private final Mark mark;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Set<ProcessHandle> seen = new HashSet<>();

    ProcessTree(ProcessHandle launcher, boolean endsTogether, Mark mark) {
        this.launcher = launcher;
        this.endsTogether = endsTogether;
        this.mark = mark;
        var unused = launcher.onExit().thenRun(ended::countDown);
    }

    Console.Child identity() {
        return new Console.Child(
                launcher.pid(), Processes.startTicks(launcher.pid()), Processes.bootId());
    }

    /** Waits for the end of the engine, at most so long; true when it has ended. */
    boolean ended(Duration wait) throws InterruptedException {
        return ended.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * The pid to send the polite signal to, negative for the process group; empty while there is no
     * engine yet.
     */
    Optional<Long> target(CancelPolicy.Target target) {
        return engine().map(pid -> target == CancelPolicy.Target.GROUP ? group(pid) : pid);
    }

    /** Negative, as kill(2) wants it; the process alone where groups are not known. */
    private static long group(long pid) {
        long group = Processes.group(pid);
        return group > 1 ? -group : pid;
    }

    /** Remembers who belongs to it, to find those again who leave the family. */
    void look() {
        if (!endsTogether) {
            remember(launcher.descendants().toList());
        }
    }

    /** With their children, who may have left the launcher's family together with them. */
    private void remember(List<ProcessHandle> more) {
        seen.removeIf(process -> !process.isAlive());
        seen.addAll(more);
        if (!seen.isEmpty()) {
            addChildren();
        }
    }

    private void addChildren() {
        var others = new HashMap<ProcessHandle, ProcessHandle>();
        ProcessHandle.allProcesses()
                .filter(process -> !seen.contains(process) && !process.equals(launcher))
                .forEach(process -> process.parent().ifPresent(of -> others.put(process, of)));
        while (others.entrySet().removeIf(this::isChild)) {
            // until nobody else is found
        }
    }

    private boolean isChild(Map.Entry<ProcessHandle, ProcessHandle> processAndParent) {
        return seen.contains(processAndParent.getValue()) && seen.add(processAndParent.getKey());
    }

    /** Ends everything but the launcher, which then writes down the exit code. */
    void kill() {
        look();
        launcher.descendants().forEach(ProcessHandle::destroyForcibly);
        seen.forEach(ProcessHandle::destroyForcibly);
    }

    /**
     * Ends what is left after the engine's end, and says how many that were. The sandbox ends by
     * itself, but bwrap returns a little before its init does: wait for that as well.
     */
    int sweep() {
        launcher.destroyForcibly();
        var found = new HashSet<ProcessHandle>();
        for (int round = 0; round < SWEEPS; round++) {
            var left = leftovers();
            if (left.isEmpty()) {
                break;
            }
            left.forEach(ProcessHandle::destroyForcibly);
            found.addAll(left);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return endsTogether ? 0 : found.size();
    }

    private List<ProcessHandle> leftovers() {
        remember(ProcessHandle.allProcesses().filter(this::belongs).toList());
        return seen.stream()
                .filter(process -> process.isAlive() && !Processes.isZombie(process.pid()))
                .toList();
    }

    private boolean belongs(ProcessHandle process) {
        long pid = process.pid();
        return pid != launcher.pid()
                && (Processes.session(pid) == launcher.pid() || mark.isOn(pid));
    }

    private Optional<Long> engine() {
        if (!endsTogether) {
            return launcher.children()
                    .min(Comparator.comparing(ProcessHandle::pid))
                    .map(ProcessHandle::pid);
        }
        int depth = Processes.namespaceIds(launcher.pid()).size() + 1;
        LongPredicate isEngine =
                pid -> {
                    var ids = Processes.namespaceIds(pid);
                    return ids.size() == depth && ids.get(depth - 1).equals(ENGINE_IN_SANDBOX);
                };
        return launcher.descendants().map(ProcessHandle::pid).filter(isEngine::test).findFirst();
    }
}
