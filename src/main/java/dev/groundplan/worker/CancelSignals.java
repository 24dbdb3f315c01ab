package dev.groundplan.worker;

import dev.groundplan.run.Claims;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunId;
import dev.groundplan.run.RunService;
import dev.groundplan.run.RunTouched;
import dev.groundplan.run.StaleClaimException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Which of this worker's runs were asked to stop. Told by events of this process, and by looking at
 * the database, where another node may have written the wish.
 */
@Component
class CancelSignals {
    private final RunService runs;
    private final Claims claims;
    private final WorkerNode node;
    private final Outages outages;
    private final Map<RunId, Watched> watched = new ConcurrentHashMap<>();

    /**
     * A run as it was seen last.
     *
     * @param times by how many consoles it is watched; two when it came back to this worker
     */
    private record Watched(Run run, int times) {
        Watched seen(Run now) {
            return run.version() > now.version() ? this : new Watched(now, times);
        }

        Watched watchedBy(int more) {
            return new Watched(run, times + more);
        }
    }

    CancelSignals(RunService runs, Claims claims, WorkerNode node, Outages outages) {
        this.outages = outages;
        this.runs = runs;
        this.claims = claims;
        this.node = node;
    }

    Outages outages() {
        return outages;
    }

    boolean workerStops() {
        return node.stops();
    }

    void watch(Run run) {
        watched.compute(
                run.id(),
                (id, before) ->
                        before == null ? new Watched(run, 1) : before.seen(run).watchedBy(1));
    }

    void unwatch(Run run) {
        watched.computeIfPresent(run.id(), (id, now) -> now.times() > 1 ? now.watchedBy(-1) : null);
    }

    boolean cancelRequested(Run claimed) {
        var now = seen(claimed);
        return now != null && now.cancellation().requested() && isStillOurs(claimed);
    }

    boolean killRequested(Run claimed) {
        var now = seen(claimed);
        return now != null && now.cancellation().killRequested() && isStillOurs(claimed);
    }

    /** Whether the run got another owner, as far as was seen. */
    boolean isStale(Run claimed) {
        var now = seen(claimed);
        return now != null && now.claim().epoch() > claimed.claim().epoch();
    }

    private @Nullable Run seen(Run claimed) {
        var now = watched.get(claimed.id());
        return now == null ? null : now.run();
    }

    /**
     * While the database does not answer, another node may have been told that this one is gone: it
     * waits until it knows.
     *
     * @throws StaleClaimException when the run got another owner
     * @throws WorkerStoppedException when this worker stops while it waits
     */
    void refuseStale(Run claimed) {
        outages.outlast(() -> claims.check(claimed));
    }

    /**
     * What was seen before this process was away for a while is no reason to signal a tool: asked
     * of the database in that moment. While it does not answer, the wish waits.
     */
    private boolean isStillOurs(Run claimed) {
        try {
            claims.check(claimed);
            return true;
        } catch (StaleClaimException | DataAccessException e) {
            return false;
        }
    }

    /** Called every second or so. */
    void look() {
        watched.keySet().forEach(this::look);
    }

    @TransactionalEventListener
    void look(RunTouched touched) {
        look(touched.run());
    }

    private void look(RunId id) {
        if (watched.containsKey(id)) {
            var now = runs.get(id);
            watched.computeIfPresent(id, (run, before) -> before.seen(now));
        }
    }
}
