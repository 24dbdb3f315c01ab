package dev.groundplan.worker;

import dev.groundplan.run.Run;
import dev.groundplan.run.RunId;
import dev.groundplan.run.RunService;
import dev.groundplan.run.RunTouched;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Which of this worker's runs were asked to stop. Told by events of this process, and by looking at
 * the database, where another node may have written the wish.
 */
@Component
class CancelSignals {
    private final RunService runs;
    private final Map<RunId, Run> watched = new ConcurrentHashMap<>();

    private final WorkerNode node;

    CancelSignals(RunService runs, WorkerNode node) {
        this.runs = runs;
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

    boolean cancelRequested(RunId run) {
        var now = watched.get(run);
        return now != null && now.cancellation().requested();
    }

    boolean killRequested(RunId run) {
        var now = watched.get(run);
        return now != null && now.cancellation().killRequested();
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
