package dev.groundplan.worker;

import dev.groundplan.engine.Engines;
import dev.groundplan.engine.Intent;
import dev.groundplan.environment.EnvironmentStep;
import dev.groundplan.environment.EnvironmentSteps;
import dev.groundplan.environment.StateVersion;
import dev.groundplan.environment.StateVersions;
import dev.groundplan.run.Run;
import dev.groundplan.run.execution.Executions;
import dev.groundplan.run.execution.ForgottenApplies;
import org.springframework.stereotype.Component;

/** Records what an interrupted run left of a step, as far as its state was imported. */
@Component
class FoundSteps {
    private final EnvironmentSteps existing;
    private final StateVersions states;
    private final Engines engines;
    private final Executions executions;
    private final ForgottenApplies forgotten;

    FoundSteps(
            EnvironmentSteps existing,
            StateVersions states,
            Engines engines,
            Executions executions,
            ForgottenApplies forgotten) {
        this.executions = executions;
        this.forgotten = forgotten;
        this.existing = existing;
        this.states = states;
        this.engines = engines;
    }

    /** Whether the run left more than any recorded state tells, since the database was set back. */
    boolean mayBeMore(Run interrupted) {
        return forgotten.concern(interrupted.id());
    }

    /** Its applies that nobody will tell the end of any more. */
    void close(Run interrupted, String why) {
        executions.loseOpenApplies(interrupted.id(), why);
    }

    /**
     * @param step planned once more: its changes are what did not land
     */
    void record(RunContext context, SealedStep step) {
        var environment = context.environment().id();
        var task = step.task();
        var complete = step.plan().changesNothing();
        if (complete && task.intent() == Intent.DESTROY) {
            existing.remove(environment, task.id());
            return;
        }
        var known = existing.find(environment, task.id());
        states.latest(environment, task.id())
                .filter(
                        state ->
                                known.isEmpty()
                                        || !state.id().equals(known.get().stateVersionId())
                                        || complete)
                .ifPresent(state -> record(context, task, state, complete));
    }

    private void record(RunContext context, StepTask task, StateVersion state, boolean complete) {
        var engine = engines.get(task.spec().engine());
        var content = states.content(state);
        existing.applied(
                new EnvironmentStep(
                        context.environment().id(),
                        task.id(),
                        task.position(),
                        task.spec().engine().name(),
                        task.template().id(),
                        task.revision().number(),
                        state.id(),
                        null,
                        complete ? "READY" : "INCOMPLETE"),
                engine.outputs(content),
                StepRecord.masked(context, engine.resources(content)),
                context.run().id().value());
    }
}
