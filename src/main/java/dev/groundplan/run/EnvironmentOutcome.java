package dev.groundplan.run;

import dev.groundplan.environment.Environment;
import dev.groundplan.environment.Environments;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** What becomes of an environment with each step in the life of its runs. */
@Component
class EnvironmentOutcome {
    private final RunRepository runs;
    private final Environments environments;
    private final Clock clock;

    EnvironmentOutcome(RunRepository runs, Environments environments, Clock clock) {
        this.runs = runs;
        this.environments = environments;
        this.clock = clock;
    }

    /** In the transaction that changes the run; the environment is locked. */
    void follow(Environment environment, Run run) {
        if (run.request().kind() == RunKind.RECONCILE) {
            settleRecovery(environment, run);
        } else if (run.status() == RunStatus.UNKNOWN) {
            environments.unknown(environment);
        } else if (run.status().isFinal() && run.request().kind() == RunKind.REFRESH) {
            settleCheck(environment, run);
        } else if (run.status().isFinal() && !run.request().planOnly()) {
            settleChange(environment, run);
        } else if (run.status().isFinal()) {
            freeNameIfNeverUsed(environment);
        }
    }

    /** The run that was settled says what became of the environment; the slot is free only now. */
    private void settleRecovery(Environment environment, Run run) {
        if (run.status().isFinal()) {
            freeNameIfNeverUsed(environments.lock(environment.id()));
        }
    }

    private void settleCheck(Environment environment, Run run) {
        if (run.status() == RunStatus.PLANNED) {
            environments.checkedForDrift(environment.id(), clock.instant());
        } else if (run.status() == RunStatus.NO_CHANGES) {
            environments.checkedForDrift(environment.id(), null);
        }
    }

    private void settleChange(Environment environment, Run run) {
        var done = run.status() == RunStatus.APPLIED || run.status() == RunStatus.NO_CHANGES;
        var ending = run.ending();
        if (done && run.request().kind() == RunKind.DESTROY) {
            environments.destroyed(environment);
        } else if (done) {
            environments.applied(environment, run.request().revision());
        } else if (ending != null && ending.effect() == Effect.PARTIAL) {
            environments.incomplete(environment, run.request().revision());
        } else {
            freeNameIfNeverUsed(environments.untouched(environment));
        }
    }

    private void freeNameIfNeverUsed(Environment environment) {
        if (environment.condition() == Environment.Condition.NEW
                && runs.active(environment.id()).isEmpty()
                && runs.waiting(environment.id()).isEmpty()) {
            environments.freeName(environment);
        }
    }
}
