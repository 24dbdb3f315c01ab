package dev.groundplan.worker;

import dev.groundplan.page.DatabaseOutage;
import dev.groundplan.run.Claims;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunId;
import dev.groundplan.run.RunService;
import dev.groundplan.run.RunTouched;
import dev.groundplan.run.StaleClaimException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Map<RunId, Run> watched = new ConcurrentHashMap<>();

    CancelSignals(RunService runs, Claims claims, WorkerNode node) {
        this.runs = runs;
        this.claims = claims;
        this.node = node;
    }

    boolean workerStops() {
        return node.stops();
    }

    void watch(Run run) {
        watched.put(run.id(), run);
    }

    void unwatch(Run run) {
        watched.computeIfPresent(
                run.id(), (id, now) -> now.claim().epoch() > run.claim().epoch() ? now : null);
    }

    boolean cancelRequested(Run claimed) {
        var now = watched.get(claimed.id());
        return now != null && now.cancellation().requested() && isStillOurs(claimed);
    }

    boolean killRequested(Run claimed) {
        var now = watched.get(claimed.id());
        return now != null && now.cancellation().killRequested() && isStillOurs(claimed);
    }

    /** Whether the run got another owner, as far as was seen. */
    boolean isStale(Run claimed) {
        var now = watched.get(claimed.id());
        return now != null && now.claim().epoch() > claimed.claim().epoch();
    }

    /**
     * A database that is away tells nobody else either that this worker is gone.
     *
     * @throws StaleClaimException when the run got another owner
     */
    void refuseStale(Run claimed) {
        try {
            claims.check(claimed);
        } catch (DataAccessException e) {
            if (!DatabaseOutage.causes(e)) {
                throw e;
            }
        }
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
            watched.computeIfPresent(id, (run, old) -> old.version() > now.version() ? old : now);
        }
    }
}
