package dev.groundplan.worker;

import dev.groundplan.run.execution.Executions;
import dev.groundplan.run.execution.ForgottenApplies;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Clears away the run directories of a process that ran on this host before, except those that tell
 * how an apply ended.
 */
@Component
class Leftovers implements SmartLifecycle {
    private final RunDirectory directories;
    private final Executions executions;
    private final ForgottenApplies forgotten;
    private boolean running;

    Leftovers(RunDirectory directories, Executions executions, ForgottenApplies forgotten) {
        this.forgotten = forgotten;
        this.directories = directories;
        this.executions = executions;
    }

    @Override
    public void start() {
        var kept = executions.evidence();
        kept.addAll(forgotten.evidence());
        directories.clearAllBut(kept);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the worker takes anything. */
    @Override
    public int getPhase() {
        return 0;
    }
}
