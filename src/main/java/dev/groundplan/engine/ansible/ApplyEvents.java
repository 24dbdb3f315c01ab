package dev.groundplan.engine.ansible;

import dev.groundplan.engine.Change;
import dev.groundplan.engine.Intent;
import dev.groundplan.engine.Progress;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.StepPlan;
import dev.groundplan.engine.ansible.State.Kept;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The events of an apply: counts what is done, and remembers what was brought into its state. */
final class ApplyEvents extends Events {
    private final StepJob job;
    private final State before;
    private final Set<String> open = new HashSet<>();
    private final SortedMap<String, Kept> now = new TreeMap<>();
    private final Set<String> working = new HashSet<>();
    private final int planned;
    private boolean news;
    private boolean touched;

    ApplyEvents(StepJob job, StepPlan approved) throws IOException {
        super(job);
        this.job = job;
        this.before = State.read(job.dir()).orElseGet(State::none);
        open.addAll(Seal.read(job).acting());
        this.planned = acting(approved).size();
    }

    static List<Change> acting(StepPlan plan) {
        return plan.changes().stream().filter(change -> change.action().acts()).toList();
    }

    @Override
    protected void begins(String host, String task) {
        working.add(host + " · " + task);
        report(host + " · " + task);
    }

    @Override
    protected void result(TaskResult result) {
        working.remove(result.host() + " · " + result.task());
        if (!result.failed()) {
            open.remove(result.address());
        }
        touched |= result.changed() || result.failed() && result.acts();
        if (result.manages()) {
            now.put(result.address(), Kept.of(result));
            news = true;
        }
        report("");
    }

    @Override
    public void idle() {
        if (news) {
            news = false;
            keep(before.next(all(), before.outputs()));
        }
    }

    /** What it all came to, when it succeeded: what the playbook no longer has is not kept. */
    void finish(List<dev.groundplan.engine.Output> outputs) {
        boolean undone = job.intent() == Intent.DESTROY;
        keep(before.next(undone ? new TreeMap<>() : now, undone ? List.of() : outputs));
    }

    /**
     * What is known when it did not: a task that failed or never answered may have done something.
     */
    void stop() {
        touched |= working.stream().anyMatch(open::contains);
        if (touched || !now.isEmpty()) {
            keep(before.next(all(), before.outputs()));
        }
    }

    int planned() {
        return planned;
    }

    /** At least one, when something may have been changed though no planned change is complete. */
    int done() {
        int complete = planned - open.size();
        return touched && planned > 0 ? Math.max(1, complete) : complete;
    }

    private SortedMap<String, Kept> all() {
        var all = new TreeMap<>(before.tasks());
        if (job.intent() != Intent.DESTROY) {
            all.putAll(now);
        }
        return all;
    }

    private void keep(State state) {
        try {
            state.write(job.dir());
            console().state(job.dir().state());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void report(String current) {
        console().progress(new Progress(done(), planned, current.isEmpty() ? null : current));
    }
}
