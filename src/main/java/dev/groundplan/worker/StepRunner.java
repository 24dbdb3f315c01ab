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
import dev.groundplan.store.UnreadableException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Calls one engine for one step, with its directory laid out before and cleared away after. */
@Component
class StepRunner {
    private static final Logger log = LoggerFactory.getLogger(StepRunner.class);
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
            var names = credentials.names(context, task);
            var leases = credentials.of(context, task);
            credentials.lay(dir, leases);
            var job = job(context, task, execution, dir, limits, console, leases);
            var plan = engine(task).plan(job);
            credentials.seal(task, dir, names);
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
        try {
            return judged(context, step, dir).map(context.scrubber()::scrub);
        } catch (EngineException e) {
            throw new EngineException(context.scrubber().scrub(String.valueOf(e.getMessage())), e);
        }
    }

    private Optional<String> judged(RunContext context, SealedStep step, Workdir dir)
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
            var leases = laid(context, task, dir);
            var limits = new Limits(properties.applyLimit(), properties.applySilence());
            var job = job(context, task, execution, dir, limits, console, leases);
            var result = engine(task).apply(job, step.plan());
            var state = states.importFinal(context.run(), execution, task.id(), dir.state());
            removeCredentials(dir, console);
            return new Applied(result, state);
        } catch (EngineException e) {
            return new Applied(neverBegan(step, e), Optional.empty());
        }
    }

    /** Before the tool starts: what fails here has changed nothing. */
    private List<CredentialLease> laid(RunContext context, StepTask task, Workdir dir)
            throws EngineException {
        try {
            var leases = credentials.of(context, task);
            credentials.lay(dir, leases);
            return leases;
        } catch (IOException | UnreadableException e) {
            throw new EngineException("Its credentials can't be used: " + e.getMessage(), e);
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

    /** A tool that this worker leaves to another one still needs them. */
    private void removeCredentials(Workdir dir, JobConsole console) {
        if (console.workerStops()) {
            return;
        }
        try {
            credentials.remove(dir);
        } catch (IOException e) {
            log.warn("Credentials in {} can't be deleted: {}", dir.credentials(), e.getMessage());
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
            var state = states.importFinal(context.run(), execution, task.id(), dir.state());
            removeCredentials(dir, console);
            return new Applied(result, state);
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
