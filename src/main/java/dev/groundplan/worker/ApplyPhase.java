package dev.groundplan.worker;

import dev.groundplan.catalog.TemplateDamagedException;
import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.ExecutionId;
import dev.groundplan.engine.Workdir;
import dev.groundplan.run.BegunApply;
import dev.groundplan.run.Cause;
import dev.groundplan.run.IllegalRunTransitionException;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunId;
import dev.groundplan.run.RunService;
import dev.groundplan.run.StaleClaimException;
import dev.groundplan.run.plan.Plan;
import dev.groundplan.store.UnreadableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Applies exactly what was approved: lays it out, checks that it still is what the digest says,
 * consumes it, and only then begins.
 */
@Component
class ApplyPhase {
    private static final Logger log = LoggerFactory.getLogger(ApplyPhase.class);
    private final PlanOpening plans;
    private final PlanConsumption consumption;
    private final StepApply steps;
    private final Ledger ledger;
    private final RunService runs;
    private final Clock clock;
    private final Map<RunId, List<Workdir>> unsure = new ConcurrentHashMap<>();

    ApplyPhase(
            PlanOpening plans,
            PlanConsumption consumption,
            StepApply steps,
            Ledger ledger,
            RunService runs,
            Clock clock) {
        this.plans = plans;
        this.consumption = consumption;
        this.steps = steps;
        this.ledger = ledger;
        this.runs = runs;
        this.clock = clock;
    }

    /** A run that is APPLYING: its plan is consumed for the first step, which has not begun yet. */
    record Begun(RunContext context, Plan plan, List<SealedStep> acting, Laid first) {
        Run run() {
            return context.run();
        }
    }

    private record Laid(ExecutionId execution, Workdir dir) {}

    /** Empty when the plan is outdated, which ends the run, or when somebody was faster. */
    Optional<Begun> begin(Run approved) {
        try {
            var opened = plans.open(approved);
            return claim(opened.context(), opened.plan(), acting(opened));
        } catch (PlanOutdatedException e) {
            outdated(approved, e.why());
        } catch (UnreadableException | TemplateDamagedException | UncheckedIOException e) {
            log.error("Run {} can't be applied; nothing of it was begun.", approved.id(), e);
            outdated(approved, "The plan can't be applied any more: " + e.getMessage());
        } catch (DataAccessException | TransactionException e) {
            throw e; // the database is in trouble: the wake-up comes again
        } catch (WorkerStoppedException e) {
            throw e; // it comes again where a worker works
        } catch (RuntimeException e) {
            log.error(
                    "Run {} broke this worker's code; nothing of it was begun.", approved.id(), e);
            var named = "Its log names run " + approved.id() + ".";
            outdated(approved, "The portal failed before the plan was begun. " + named);
        }
        return Optional.empty();
    }

    private static List<SealedStep> acting(PlanOpening.Opened opened) throws PlanOutdatedException {
        var acting = opened.steps().stream().filter(step -> !step.plan().changesNothing()).toList();
        if (acting.isEmpty()) {
            throw new PlanOutdatedException("The plan holds nothing to apply.");
        }
        return acting;
    }

    private Optional<Begun> claim(RunContext context, Plan plan, List<SealedStep> acting)
            throws PlanOutdatedException {
        var first = acting.get(0);
        var laid = prepare(context, first);
        var claimed = consume(context.run(), plan, first, laid);
        if (claimed.isEmpty()) {
            steps.clear(laid.dir());
        }
        return claimed.map(run -> new Begun(context.at(run), plan, acting, laid));
    }

    /**
     * When the answer to the commit is lost, nobody knows whether the plan is consumed, so nothing
     * starts and the directory stays: if it is, a recovery finds there that nothing was begun. If
     * it is not, the next change of the run proves that, for the two exclude each other.
     */
    private Optional<Run> consume(Run approved, Plan plan, SealedStep first, Laid laid) {
        try {
            consumption.refuseWhenStopping();
            var claimed = consumption.claim(approved, plan, first.task().id(), laid.execution());
            claimed.ifPresent(this::clearUnsure);
            return claimed;
        } catch (DataAccessException | TransactionException e) {
            unsure.computeIfAbsent(approved.id(), any -> new CopyOnWriteArrayList<>())
                    .add(laid.dir());
            throw e;
        } catch (RuntimeException e) {
            steps.clear(laid.dir());
            throw e;
        }
    }

    private void clearUnsure(Run run) {
        var directories = unsure.remove(run.id());
        if (directories != null) {
            directories.forEach(steps::clear);
        }
    }

    /** Everything that can fail without harm happens before the plan is consumed. */
    private Laid prepare(RunContext context, SealedStep step) throws PlanOutdatedException {
        try {
            var laid = lay(context, step);
            try {
                refuseStale(context, step, laid.dir());
                return laid;
            } catch (PlanOutdatedException | EngineException | IOException | RuntimeException e) {
                steps.clear(laid.dir());
                throw e;
            }
        } catch (IOException | EngineException e) {
            consumption.refuseWhenStopping();
            throw new PlanOutdatedException(
                    "The plan can't be applied any more: " + e.getMessage());
        }
    }

    private Laid lay(RunContext context, SealedStep step) throws IOException {
        var execution = consumption.nextExecution();
        return new Laid(execution, steps.lay(context, step, execution));
    }

    private void refuseStale(RunContext context, SealedStep step, Workdir dir)
            throws PlanOutdatedException, EngineException, IOException {
        var why = steps.stale(context, step, dir);
        if (why.isPresent()) {
            throw new PlanOutdatedException(why.get());
        }
    }

    /** Does what was begun, step by step, to the run's end or to its next part. */
    void carryOut(Begun begun) {
        var tally = Tally.of(begun.acting());
        var context = begun.context();
        var first = begun.acting().get(0);
        if (begin(context, begun.plan(), first, begun.first(), tally)) {
            goOn(context, begun.plan(), begun.acting().subList(1, begun.acting().size()), tally);
        }
    }

    /** The steps of a plan that have not begun yet. */
    void goOn(RunContext context, Plan plan, List<SealedStep> rest, Tally tally) {
        for (var step : rest) {
            if (stopped(context, tally)) {
                return;
            }
            var laid = layNext(context, step, tally);
            if (laid.isEmpty() || !apply(context, plan, step, laid.get(), tally)) {
                return;
            }
        }
        finish(context, tally);
    }

    /** Somebody asked while no tool was there to hear it. */
    private boolean stopped(RunContext context, Tally tally) {
        var run = context.run();
        if (!runs.get(run.id()).cancellation().requested()) {
            return false;
        }
        var why = "Stopped before the next step began.";
        runs.changeAs(
                run,
                Cause.portal(why),
                now -> now.cancelApplying(why, tally.done(), tally.planned(), clock.instant()));
        return true;
    }

    /** Empty when that fails, which ends the run: nothing of this step was begun. */
    private Optional<Laid> layNext(RunContext context, SealedStep step, Tally tally) {
        try {
            return Optional.of(prepare(context, step));
        } catch (PlanOutdatedException
                | UncheckedIOException
                | UnreadableException
                | TemplateDamagedException e) {
            log.error("Step {} of run {} can't begin.", step.task().id(), context.run().id(), e);
            var why = "The step " + step.task().id() + " could not begin: " + e.getMessage();
            steps.failBefore(context, why, tally);
            return Optional.empty();
        }
    }

    private boolean apply(RunContext context, Plan plan, SealedStep step, Laid laid, Tally tally) {
        if (stopped(context, tally)) {
            steps.clear(laid.dir());
            return false;
        }
        try {
            consumption.next(context.run(), plan, step.task().id(), laid.execution());
        } catch (RuntimeException e) {
            steps.clear(laid.dir());
            throw e;
        }
        return begin(context, plan, step, laid, tally);
    }

    /**
     * The last thing before the tool starts: from now on the apply is known outside the database.
     */
    private boolean begin(RunContext context, Plan plan, SealedStep step, Laid laid, Tally tally) {
        try {
            ledger.append(begun(context, plan, step, laid));
        } catch (IOException e) {
            log.error("The ledger of this host can't be written.", e);
            var why = "Nothing was begun: the worker could not write its ledger.";
            return steps.neverBegan(context, step, laid.execution(), laid.dir(), why, tally);
        }
        return steps.apply(context, step, laid.execution(), laid.dir(), tally);
    }

    private BegunApply begun(RunContext context, Plan plan, SealedStep step, Laid laid) {
        var run = context.run();
        return new BegunApply(
                laid.execution(),
                consumption.host(),
                run.id(),
                run.request(),
                context.environment().name(),
                step.task().id(),
                plan.digest(),
                clock.instant());
    }

    private void finish(RunContext context, Tally tally) {
        var run = context.run();
        if (steps.waiting(run.id()).isEmpty()) {
            runs.changeAs(
                    run,
                    Cause.portal("Everything was applied"),
                    now -> now.applied(tally.done(), tally.planned(), clock.instant()));
        } else if (runs.get(run.id()).cancellation().requested()) {
            var why = "Stopped after part " + run.part() + ", before the next one was planned.";
            runs.changeAs(
                    run,
                    Cause.portal(why),
                    now -> now.cancelApplying(why, tally.done(), tally.planned(), clock.instant()));
        } else {
            runs.changeAs(
                    run,
                    Cause.portal("Part " + run.part() + " is applied; the next one is planned"),
                    Run::planNextPart);
        }
    }

    private void outdated(Run approved, String why) {
        try {
            runs.changeAs(approved, Cause.portal(why), run -> run.outdated(why, clock.instant()));
            clearUnsure(approved);
        } catch (IllegalRunTransitionException | StaleClaimException e) {
            log.info("Run {} was ended by somebody else meanwhile.", approved.id());
        }
    }
}
