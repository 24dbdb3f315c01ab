package dev.groundplan.engine.configuration;

import dev.groundplan.engine.Change;
import dev.groundplan.engine.Intent;
import dev.groundplan.engine.Output;
import dev.groundplan.engine.Progress;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.StepPlan;
import dev.groundplan.engine.configuration.State.Kept;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what an apply has done, and remembers what it brought into its state. */
public final class ApplyProgress implements Report.Listener {
    private final StepJob job;
    private final State before;
    private final Set<String> open = new HashSet<>();
    private final SortedMap<String, Kept> now = new TreeMap<>();
    private final Set<String> working = new HashSet<>();
    private final int planned;
    private boolean news;
    private boolean touched;
    private String unwritten = "";

    ApplyProgress(StepJob job, StepPlan approved) throws IOException {
        this.job = job;
        this.before = State.read(job.dir()).orElseGet(State::none);
        open.addAll(Seal.read(job).acting());
        this.planned = acting(approved);
    }

    static int acting(StepPlan plan) {
        return (int) plan.changes().stream().map(Change::action).filter(a -> a.acts()).count();
    }

    @Override
    public void begins(String address) {
        working.add(address);
        report(address);
    }

    @Override
    public void ends(String address, Item item) {
        working.remove(address);
        if (!item.failed()) {
            open.remove(item.address());
        }
        touched |= item.touched();
        if (item.kept()) {
            now.put(item.address(), Kept.of(item));
            news = true;
        }
        report(null);
    }

    @Override
    public void idle() {
        if (news) {
            news = false;
            keep(before.next(all(), before.outputs()));
        }
    }

    /** What it all came to, when it succeeded: what the sources no longer have is not kept. */
    void finish(List<Output> outputs) {
        boolean undone = job.intent() == Intent.DESTROY;
        keep(before.next(undone ? new TreeMap<>() : now, undone ? List.of() : outputs));
    }

    /** What is known when it did not: what failed or never answered may have done something. */
    void stop() {
        touched |= working.stream().anyMatch(open::contains);
        if (touched || !now.isEmpty()) {
            try {
                keep(before.next(all(), before.outputs()));
            } catch (UncheckedIOException e) {
                unwritten = " What had ended could not be recorded: " + e.getMessage();
            }
        }
    }

    /** A sentence about what {@link #stop} could not write; empty when it wrote all. */
    String unwritten() {
        return unwritten;
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
        var all = new TreeMap<>(before.items());
        if (job.intent() != Intent.DESTROY) {
            all.putAll(now);
        }
        return all;
    }

    private void keep(State state) {
        try {
            state.write(job.dir());
            job.console().state(job.dir().state());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void report(@Nullable String current) {
        job.console().progress(new Progress(done(), planned, current));
    }
}
