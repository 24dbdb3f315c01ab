package dev.groundplan.worker;

import dev.groundplan.engine.Console;
import dev.groundplan.engine.CredentialLease;
import dev.groundplan.engine.Engine;
import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Engines;
import dev.groundplan.engine.ExecutionId;
import dev.groundplan.engine.Guarantee;
import dev.groundplan.engine.Limits;
import dev.groundplan.engine.Outcome;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.StepPlan;
import dev.groundplan.engine.StepResult;
import dev.groundplan.engine.Workdir;
import dev.groundplan.environment.StateVersion;
import dev.groundplan.run.execution.Executions;
import dev.groundplan.run.execution.Phase;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Calls one engine for one step, with its directory laid out before and cleared away after. */
@Component
class StepRunner {
    private final Engines engines;
    private final RunDirectory directories;
    private final Consoles consoles;
    private final StateImport states;
    private final StepCredentials credentials;
    private final WorkerProperties properties;

    StepRunner(
            Engines engines,
            RunDirectory directories,
            Consoles consoles,
            StateImport states,
            StepCredentials credentials,
            WorkerProperties properties) {
        this.engines = engines;
        this.directories = directories;
        this.consoles = consoles;
        this.states = states;
        this.credentials = credentials;
        this.properties = properties;
    }

    /** What an apply reported, and the state it left. */
    record Applied(StepResult result, Optional<StateVersion> state) {}

    SealedStep plan(RunContext context, StepTask task, ExecutionId execution)
            throws EngineException, IOException {
        return plan(context, task, execution, Phase.PLAN);
    }

    /** A plan that nobody will apply: what an apply has left undone. */
    StepPlan verify(RunContext context, StepTask task, ExecutionId execution)
            throws EngineException, IOException {
        return plan(context, task, execution, Phase.VERIFY).plan();
    }

    private SealedStep plan(RunContext context, StepTask task, ExecutionId execution, Phase phase)
            throws EngineException, IOException {
        var state = directories.state(context.environment().id(), task.id()).orElse(null);
        var dir = directories.lay(execution, context.environment().id(), task);
        try (var console =
                consoles.open(context.run(), execution, task.id(), phase, context.scrubber())) {
            var before = Bundle.sourceDigests(dir);
            var limits = new Limits(properties.planLimit(), properties.planSilence());
            var leases = credentials.of(context, task);
            credentials.lay(dir, leases);
            var job = job(context, task, execution, dir, limits, console, leases);
            var plan = engine(task).plan(job);
            credentials.seal(context, task, dir);
            if (console.cancelRequested()) {
                throw new EngineException("Canceled while planning.", List.of(), true);
            }
            var masked = new PlanMasking(context.scrubber()).mask(plan);
            return new SealedStep(task, masked, Bundle.collect(dir, before), state);
        } finally {
            directories.clear(dir);
        }
    }

    /**
     * A directory with the template version, the sealed bundle and the newest state side by side.
     */
    Workdir lay(RunContext context, SealedStep step, ExecutionId execution) throws IOException {
        var dir = directories.lay(execution, context.environment().id(), step.task());
        try {
            step.bundle().lay(dir);
            directories.mark(dir);
            return dir;
        } catch (IOException e) {
            directories.clear(dir);
            throw e;
        }
    }

    /**
     * Why the plan no longer holds. A prediction is made again by the template's own code, so in a
     * directory that nothing else uses.
     *
     * @param dir for a look that runs nothing of the template
     */
    Optional<String> stale(RunContext context, SealedStep step, Workdir dir)
            throws EngineException, IOException {
        if (step.plan().guarantee() == Guarantee.EXACT) {
            return look(context, step, dir);
        }
        var own = lay(context, step, new ExecutionId(java.util.UUID.randomUUID()));
        try {
            return look(context, step, own);
        } finally {
            directories.clear(own);
        }
    }

    private Optional<String> look(RunContext context, SealedStep step, Workdir dir)
            throws EngineException, IOException {
        var changed = credentials.changed(context, step.task(), dir);
        if (changed.isPresent()) {
            return changed;
        }
        var leases = credentials.of(context, step.task());
        credentials.lay(dir, leases);
        try {
            var limits = new Limits(properties.planLimit(), properties.planSilence());
            var id = new ExecutionId(java.util.UUID.randomUUID());
            var console = new Silent(consoles::workerStops);
            var job = job(context, step.task(), id, dir, limits, console, leases);
            return engine(step.task()).stale(job, step.plan());
        } finally {
            credentials.remove(dir);
        }
    }

    Applied apply(RunContext context, SealedStep step, ExecutionId execution, Workdir dir)
            throws IOException {
        var task = step.task();
        states.begin(execution, task.id());
        try (var console =
                consoles.open(
                        context.run(), execution, task.id(), Phase.APPLY, context.scrubber())) {
            var limits = new Limits(properties.applyLimit(), properties.applySilence());
            var leases = credentials.of(context, task);
            credentials.lay(dir, leases);
            var job = job(context, task, execution, dir, limits, console, leases);
            var result = engine(task).apply(job, step.plan());
            removeCredentials(dir);
            return new Applied(
                    result, states.importFinal(context.run(), execution, task.id(), dir.state()));
        } catch (EngineException e) {
            return new Applied(neverBegan(step, e), Optional.empty());
        }
    }

    private static StepResult neverBegan(SealedStep step, EngineException why) {
        return new StepResult(
                Outcome.FAILED,
                List.of(),
                0,
                step.plan().changes().size(),
                "Nothing was changed. " + why.getMessage());
    }

    /** A tool that this worker leaves to the next one still needs them. */
    private void removeCredentials(Workdir dir) throws IOException {
        if (!consoles.workerStops()) {
            credentials.remove(dir);
        }
    }

    /** Finds out what became of an apply that another worker of this host had begun. */
    Applied recover(RunContext context, SealedStep step, Executions.Apply begun, Workdir dir)
            throws IOException {
        var task = step.task();
        var execution = begun.execution();
        states.begin(execution, task.id());
        try (var console = consoles.reopen(context.run(), begun, context.scrubber())) {
            var limits = new Limits(properties.applyLimit(), properties.applySilence());
            var leases = credentials.known(context, task);
            var job = job(context, task, execution, dir, limits, console, leases);
            var result = engine(task).recover(job, step.plan());
            removeCredentials(dir);
            return new Applied(
                    result, states.importFinal(context.run(), execution, task.id(), dir.state()));
        }
    }

    /** What an earlier worker of this host laid out; empty when it is not here. */
    Optional<Workdir> existing(RunContext context, Executions.Apply begun) {
        return directories.existing(begun.execution(), context.environment().id());
    }

    void clear(Workdir dir) {
        directories.clear(dir);
    }

    Engine engine(StepTask task) {
        return engines.get(task.spec().engine());
    }

    private static StepJob job(
            RunContext context,
            StepTask task,
            ExecutionId execution,
            Workdir dir,
            Limits limits,
            Console console,
            List<CredentialLease> leases) {
        var inputs = context.inputs(task);
        return new StepJob(
                execution,
                inputs.resolved(task.spec()),
                task.intent(),
                dir,
                inputs.of(task.spec(), leases),
                limits,
                console);
    }
}
