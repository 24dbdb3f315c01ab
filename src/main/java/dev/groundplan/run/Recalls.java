package dev.groundplan.run;

import com.fasterxml.uuid.Generators;
import dev.groundplan.environment.Environment;
import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.environment.Environments;
import dev.groundplan.identity.People;
import java.time.Clock;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes environments need recovery whose database was set back behind what happened to them: one
 * run of each becomes UNKNOWN and keeps the slot, so that nothing moves until a person has
 * confirmed what is there.
 */
@Service
public class Recalls {
    private static final Logger log = LoggerFactory.getLogger(Recalls.class);
    private final RunService runs;
    private final RunRepository rows;
    private final RunQueue queue;
    private final Environments environments;
    private final People people;
    private final Clock clock;

    Recalls(
            RunService runs,
            RunRepository rows,
            RunQueue queue,
            Environments environments,
            People people,
            Clock clock) {
        this.runs = runs;
        this.rows = rows;
        this.queue = queue;
        this.environments = environments;
        this.people = people;
        this.clock = clock;
    }

    /**
     * Of an environment whose applies are forgotten; a run that is forgotten as a whole is there
     * again under its own id and number.
     *
     * @param newest the last apply that is known to have begun
     * @param applied all runs whose applies are forgotten
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void recall(BegunApply newest, Set<RunId> applied, String why) {
        var environment = environments.lock(newest.environment());
        if (!environment.isLive()
                && environments.findLive(environment.teamId(), environment.name()).isPresent()) {
            log.error(
                    "{} Its name {} is taken by another environment now, so it can't be recovered.",
                    why,
                    environment.name());
            return;
        }
        endOthers(environment, newest.run(), applied, why);
        runs.active(environment.id())
                .filter(run -> isUnknown(run) && !run.id().equals(newest.run()))
                .ifPresent(run -> settleOlder(run, why));
        if (runs.active(environment.id()).filter(Recalls::isUnknown).isEmpty()) {
            var run = rows.find(newest.run()).orElseGet(() -> addAgain(environment, newest));
            becomeUnknown(run, why);
        }
    }

    /** It had ended before the newest one was applied; how, nobody knows any more. */
    private void settleOlder(Run older, String why) {
        var at = clock.instant();
        var ending = new Ending(Effect.UNKNOWN, 0, 0, why, null, at);
        runs.change(
                older.id(),
                Cause.portal(why),
                now -> now.losesTrack(why, at).settle(false, ending));
    }

    /** Of an environment to which anything may have happened. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void distrust(EnvironmentId id, String why) {
        var environment = environments.lock(id);
        runs.active(id).filter(Recalls::looks).ifPresent(run -> giveUp(run, why));
        var active = runs.active(id);
        if (active.filter(Recalls::isUnknown).isPresent()) {
            return;
        }
        var doubtful = active.or(() -> runs.waiting(id).stream().findFirst());
        if (doubtful.isPresent()) {
            becomeUnknown(doubtful.get(), why);
        } else if (environment.appliedRevision() != null) {
            becomeUnknown(addStandIn(environment, why), why);
        }
    }

    /** One whose apply began in the database, and ended after it was copied. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void becomeUnknown(Run run, String why) {
        runs.change(run.id(), Cause.portal(why), now -> now.recall(why, clock.instant()));
    }

    /** One that was approved, and of which nobody knows what was decided after that. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void outdate(Run run, String why) {
        environments.lock(run.environmentId());
        runs.change(run.id(), Cause.portal(why), now -> now.outdated(why, clock.instant()));
    }

    private void endOthers(Environment environment, RunId newest, Set<RunId> applied, String why) {
        runs.active(environment.id())
                .filter(run -> !run.id().equals(newest) && !isUnknown(run))
                .ifPresent(run -> giveUp(run, why));
        runs.waiting(environment.id()).stream()
                .filter(run -> applied.contains(run.id()) && !run.id().equals(newest))
                .forEach(run -> giveUp(run, why));
    }

    /** It is over, whatever became of it. */
    private void giveUp(Run run, String why) {
        var at = clock.instant();
        runs.change(
                run.id(),
                Cause.portal(why),
                now ->
                        switch (now.status()) {
                            case QUEUED -> now.cancel(at);
                            case PLANNING -> now.failPlanning(why, null, at);
                            case AWAITING_APPROVAL, APPROVED -> now.outdated(why, at);
                            case APPLYING -> now.recall(why, at);
                            default -> now;
                        });
    }

    private Run addAgain(Environment environment, BegunApply begun) {
        var asked = begun.request();
        int known = environments.get(environment.id()).lastRevision();
        int revision =
                asked.revision() <= known
                        ? asked.revision()
                        : environments.current(environment).number();
        return add(
                environment,
                begun.run(),
                new Request(
                        environment.id(),
                        number(environment, asked.number()),
                        asked.kind(),
                        false,
                        revision,
                        asked.reason(),
                        people.find(asked.requestedBy()).isPresent()
                                ? asked.requestedBy()
                                : environment.createdBy(),
                        asked.engines(),
                        null,
                        asked.createdAt()));
    }

    private Run addStandIn(Environment environment, String why) {
        return add(
                environment,
                new RunId(Generators.timeBasedEpochGenerator().generate()),
                new Request(
                        environment.id(),
                        environments.nextRunNumber(environment),
                        RunKind.UPDATE,
                        false,
                        environments.current(environment).number(),
                        why,
                        environment.createdBy(),
                        queue.existingEngines(environment.id()),
                        null,
                        clock.instant()));
    }

    /** Its own, unless the database has given it to another run since. */
    private int number(Environment environment, int given) {
        if (runs.find(environment.id(), given).isPresent()) {
            return environments.nextRunNumber(environments.lock(environment.id()));
        }
        environments.raiseRunNumber(environment, given);
        return given;
    }

    private Run add(Environment environment, RunId id, Request request) {
        var cause = Cause.portal("Stands for what the database does not know any more");
        log.warn("Run {} of {} stands for what is forgotten.", request.number(), environment.id());
        return runs.add(Run.queued(id, request), cause);
    }

    private static boolean isUnknown(Run run) {
        return run.status() == RunStatus.UNKNOWN;
    }

    private static boolean looks(Run run) {
        return run.request().kind() == RunKind.RECONCILE;
    }
}
