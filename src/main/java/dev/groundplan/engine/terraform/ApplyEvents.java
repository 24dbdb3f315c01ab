package dev.groundplan.engine.terraform;

import dev.groundplan.engine.Change;
import dev.groundplan.engine.Progress;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.StepPlan;
import dev.groundplan.engine.tool.Json;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The events of an apply: counts what is done, and looks at the state when something might have
 * been written.
 */
final class ApplyEvents extends Events {
    /** The plan is repeated before it is applied; the values of outputs are shown elsewhere. */
    private static final Set<String> SILENT = Set.of("planned_change", "resource_drift", "log");

    /**
     * How many completions each planned change still needs: a replacement is a deletion and a
     * creation.
     */
    private final Map<String, Integer> open = new HashMap<>();

    private final StateWatch state;
    private final int planned;
    private boolean begun;

    ApplyEvents(StepJob job, StepPlan approved) throws IOException {
        super(job, SILENT);
        this.state = new StateWatch(job.dir(), job.console());
        acting(approved)
                .forEach(change -> open.put(change.address(), change.order() == null ? 1 : 2));
        this.planned = open.size();
    }

    static List<Change> acting(StepPlan plan) {
        return plan.changes().stream().filter(change -> change.action().acts()).toList();
    }

    @Override
    public void idle() {
        state.look();
    }

    @Override
    protected void event(String type, JsonNode event) {
        var hook = event.path("hook");
        if (Json.text(hook, "action").equals("read")) {
            return;
        }
        if (type.equals("apply_start")) {
            begun = true;
            report(Json.text(hook.path("resource"), "addr"));
        } else if (type.equals("apply_complete")) {
            complete(Json.text(hook.path("resource"), "addr"));
            report(null);
        }
    }

    /** Whether Terraform began to change anything. */
    boolean begun() {
        return begun;
    }

    int planned() {
        return planned;
    }

    int done() {
        return planned - open.size();
    }

    private void complete(String address) {
        open.computeIfPresent(address, (key, left) -> left > 1 ? left - 1 : null);
    }

    private void report(@Nullable String current) {
        console().progress(new Progress(done(), planned, current));
    }
}
