package dev.groundplan.testing;

import dev.groundplan.checker.Accepted;
import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.environment.NameTakenException;
import dev.groundplan.run.IllegalRunTransitionException;
import dev.groundplan.run.InvalidRequestException;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunStatus;
import dev.groundplan.run.approval.DecisionTooLateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.node.ObjectNode;

/**
 * People who work on the same few environments at the same time: they request, approve, reject,
 * cancel, supersede, check, recover and destroy, by seeded chance.
 */
public class MixedLoad {
    private static final int PEOPLE = 6;
    private static final int OPEN = 4;
    private static final long LOOK_NANOS = 10_000_000;

    /** Somebody's host may come back and know more: people wait a while before they look. */
    private static final int RARELY = 600;

    private final TestPortal portal;
    private final long seed;
    private final AtomicInteger left;
    private final List<EnvironmentId> environments = new CopyOnWriteArrayList<>();
    private final List<Accepted> accepted = new CopyOnWriteArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();

    public MixedLoad(TestPortal portal, long seed, int runs) {
        this.portal = portal;
        this.seed = seed;
        this.left = new AtomicInteger(runs);
    }

    /** What the portal accepted. */
    public List<Accepted> accepted() {
        return accepted;
    }

    /** How many requests and decisions it refused, as it must when somebody was faster. */
    public int refused() {
        return refused.get();
    }

    /** Returns when every run has ended. */
    public void run(long minutes) throws Exception {
        var people = Executors.newFixedThreadPool(PEOPLE);
        try {
            var done = new ArrayList<java.util.concurrent.Future<?>>();
            for (int i = 0; i < PEOPLE; i++) {
                var random = new Random(seed + i);
                done.add(people.submit(() -> work(random)));
            }
            for (var person : done) {
                person.get(minutes, TimeUnit.MINUTES);
            }
        } finally {
            people.shutdownNow();
        }
    }

    private void work(Random random) {
        var open = new ArrayList<Run>();
        while (!Thread.currentThread().isInterrupted()) {
            if (open.size() < OPEN && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                if (!attempt(() -> open.add(told(request(random))))) {
                    left.incrementAndGet();
                }
            } else if (open.isEmpty()) {
                return;
            }
            open.replaceAll(portal::now);
            open.removeIf(run -> run.status().isFinal());
            for (var run : List.copyOf(open)) {
                attempt(() -> look(random, run, open));
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private boolean attempt(Runnable action) {
        try {
            action.run();
            return true;
        } catch (DecisionTooLateException
                | IllegalRunTransitionException
                | InvalidRequestException
                | NameTakenException e) {
            refused.incrementAndGet();
            return false;
        }
    }

    private Asked request(Random random) {
        var values = values(random);
        if (environments.size() < 8 || random.nextInt(10) == 0) {
            var parts = random.nextInt(4) == 0 ? "recorder-two" : "recorder";
            var run = portal.provision(parts, random.nextInt(20) == 0, values);
            environments.add(run.environmentId());
            return new Asked(run, values);
        }
        var environment = environments.get(random.nextInt(environments.size()));
        return switch (random.nextInt(10)) {
            case 0 -> new Asked(portal.destroy(environment), null);
            case 1, 2 -> new Asked(portal.refresh(environment), null);
            case 3 -> new Asked(portal.request(environment, values, true, false), values);
            case 4 -> new Asked(portal.request(environment, values, false, true), values);
            default -> new Asked(portal.request(environment, values, false, false), values);
        };
    }

    private record Asked(Run run, @org.jspecify.annotations.Nullable ObjectNode values) {}

    private Run told(Asked asked) {
        var run = asked.run();
        if (asked.values() != null) {
            accepted.add(
                    new Accepted(
                            run.id().value(),
                            run.environmentId().value(),
                            run.request().number(),
                            asked.values().toString()));
        }
        return run;
    }

    private ObjectNode values(Random random) {
        return portal.values(
                "count",
                1 + random.nextInt(4),
                "content",
                "c" + random.nextInt(1000),
                "millis",
                random.nextInt(20),
                "plan_millis",
                random.nextInt(30),
                "chatter",
                random.nextInt(6),
                "fail_at",
                random.nextInt(12) == 0 ? random.nextInt(3) - 1 : 0,
                "inline",
                random.nextInt(4) != 0);
    }

    private void look(Random random, Run run, List<Run> open) {
        if (run.status() == RunStatus.UNKNOWN) {
            if (random.nextInt(RARELY) == 0) {
                open.add(portal.recover(run.environmentId()));
            }
        } else if (random.nextInt(700) == 0) {
            portal.cancel(run);
        } else if (run.status() == RunStatus.AWAITING_APPROVAL) {
            if (random.nextInt(8) == 0) {
                portal.reject(run);
            } else if (random.nextInt(12) != 0) {
                portal.approve(run);
            } else {
                portal.cancel(run);
            }
        }
    }
}
