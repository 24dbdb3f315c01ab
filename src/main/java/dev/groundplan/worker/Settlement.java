package dev.groundplan.worker;

import static java.util.Objects.requireNonNull;

import dev.groundplan.engine.Change;
import dev.groundplan.run.Cause;
import dev.groundplan.run.Ending;
import dev.groundplan.run.IllegalRunTransitionException;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunService;
import dev.groundplan.run.RunStatus;
import dev.groundplan.run.StaleClaimException;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Settles a run whose outcome was not known: a person has accepted what was found. Nothing out
 * there is changed.
 */
@Component
class Settlement {
    private static final Logger log = LoggerFactory.getLogger(Settlement.class);
    private final PlanOpening opening;
    private final FoundSteps found;
    private final RunService runs;
    private final WorkerNode node;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Settlement(
            PlanOpening opening,
            FoundSteps found,
            RunService runs,
            WorkerNode node,
            TransactionTemplate transaction,
            Clock clock) {
        this.opening = opening;
        this.found = found;
        this.runs = runs;
        this.node = node;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * @param accepted the run that looked, approved
     */
    void settle(Run accepted) {
        try {
            var unknown = runs.get(requireNonNull(accepted.request().reconciles()));
            if (unknown.status() != RunStatus.UNKNOWN) {
                throw new PlanOutdatedException("The interrupted run is settled already.");
            }
            var left = opening.open(accepted);
            var wanted = found.mayBeMore(unknown) ? Set.<String>of() : wanted(unknown);
            transaction.executeWithoutResult(status -> settle(left, unknown, wanted));
        } catch (PlanOutdatedException e) {
            outdated(accepted, e.why());
        } catch (IllegalRunTransitionException e) {
            outdated(accepted, "The host of the interrupted run came back and looks itself.");
        } catch (RuntimeException e) {
            refuseToPass(e);
            log.error("Run {} can't settle what was interrupted.", accepted.id(), e);
            outdated(accepted, "The portal failed. Its log names run " + accepted.id() + ".");
        }
    }

    /** What may succeed later comes again with its wake-up; a stale claim says so itself. */
    private static void refuseToPass(RuntimeException e) {
        if (Outages.passes(e) || e instanceof StaleClaimException) {
            throw e;
        }
    }

    private void outdated(Run accepted, String reason) {
        var why = "What was found can't be recorded: " + reason;
        runs.changeAs(accepted, Cause.portal(why), run -> run.outdated(why, clock.instant()));
    }

    private Set<String> wanted(Run unknown) throws PlanOutdatedException {
        return acting(opening.reopen(unknown).steps());
    }

    private void settle(PlanOpening.Opened left, Run unknown, Set<String> wanted) {
        var run =
                runs.changeAs(
                        left.context().run(),
                        Cause.portal("What was found is recorded"),
                        now -> now.startApplying(node.id()));
        left.steps().forEach(step -> found.record(left.context(), step));
        var missing = acting(left.steps());
        int landed = (int) wanted.stream().filter(address -> !missing.contains(address)).count();
        var settled = "Settled by run " + run.request().number();
        found.close(unknown, settled + ".");
        runs.change(
                unknown.id(),
                Cause.portal(settled),
                now -> now.settle(complete(left), ending(unknown, landed, wanted.size(), left)));
        runs.changeAs(
                run,
                Cause.portal("Recovered"),
                now -> now.applied(landed, wanted.size(), clock.instant()));
    }

    /** Also nothing that a later part would have to do, and no output that is not as wanted. */
    private static boolean complete(PlanOpening.Opened left) {
        return left.steps().size() == left.context().tasks().size()
                && left.steps().stream().allMatch(step -> step.plan().changesNothing());
    }

    private Ending ending(Run unknown, int landed, int wanted, PlanOpening.Opened left) {
        if (complete(left)) {
            return Ending.counted(Math.max(1, wanted), Math.max(1, wanted), null, clock.instant());
        }
        var why = "It was interrupted. What it had done was found and accepted.";
        var ending = Ending.counted(landed, Math.max(wanted, landed), why, clock.instant());
        return found.mayBeMore(unknown) ? ending.partial() : ending;
    }

    /** Steps and addresses of the changes that would act. */
    private static Set<String> acting(List<SealedStep> steps) {
        return steps.stream()
                .flatMap(
                        step ->
                                step.plan().changes().stream()
                                        .filter(change -> change.action().acts())
                                        .map(Change::address)
                                        .map(address -> step.task().id() + " " + address))
                .collect(Collectors.toSet());
    }
}
