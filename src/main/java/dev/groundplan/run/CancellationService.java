package dev.groundplan.run;

import dev.groundplan.environment.Environments;
import dev.groundplan.identity.TeamId;
import dev.groundplan.identity.Viewer;
import java.time.Clock;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Stops runs, as far as each phase allows, and says honestly what that means. */
@Service
public class CancellationService {
    private final RunService runs;
    private final Environments environments;
    private final Clock clock;

    CancellationService(RunService runs, Environments environments, Clock clock) {
        this.runs = runs;
        this.environments = environments;
        this.clock = clock;
    }

    /**
     * Cancels a waiting run at once, and asks a working one to stop.
     *
     * @throws RunNotFoundException when the viewer may not see it
     * @throws NotAllowedException when it is neither the viewer's own nor the viewer an approver or
     *     owner
     * @throws IllegalRunTransitionException when it has ended
     */
    @Transactional
    public Run cancel(Viewer viewer, RunId id) {
        refuse(viewer, id);
        var cause = Cause.by(viewer.id(), "Cancel requested");
        return runs.change(
                id,
                cause,
                run ->
                        switch (run.status()) {
                            case PLANNING, APPLYING ->
                                    run.isReady()
                                            ? run.cancel(clock.instant())
                                            : run.requestCancel(viewer.id(), clock.instant());
                            default -> run.cancel(clock.instant());
                        });
    }

    /**
     * Kills what an apply that was already asked to stop still does; its outcome will not be known.
     *
     * @param confirmation the environment's name, typed
     */
    @Transactional
    public Run kill(Viewer viewer, RunId id, String confirmation) {
        refuse(viewer, id);
        var name = environments.get(runs.get(id).environmentId()).name();
        if (!name.equals(confirmation)) {
            throw new InvalidRequestException(
                    "confirmation",
                    "Type the environment's name, " + name + ", to kill what still runs.");
        }
        return runs.change(
                id,
                Cause.by(viewer.id(), "Kill requested"),
                run -> {
                    if (run.status() != RunStatus.APPLYING || !run.cancellation().requested()) {
                        throw new IllegalRunTransitionException(
                                id, run.status(), RunStatus.UNKNOWN);
                    }
                    return run.requestKill(clock.instant());
                });
    }

    private void refuse(Viewer viewer, RunId id) {
        var run = runs.get(id);
        var team = environments.get(run.environmentId()).teamId();
        if (!viewer.sees(team)) {
            throw new RunNotFoundException(id);
        }
        if (!mayCancel(viewer, team, run)) {
            throw new NotAllowedException(
                    "Only the requester, approvers and owners of the team can cancel this run.");
        }
    }

    /** Whether the viewer is one of those who may stop it. */
    public boolean mayCancel(Viewer viewer, TeamId team, Run run) {
        return viewer.mayApprove(team)
                || viewer.admin()
                || (viewer.mayRequest(team) && run.request().requestedBy().equals(viewer.id()));
    }

    /** What cancelling means in the run's present phase, for the button's side. */
    public static String meaning(RunStatus status) {
        return switch (status) {
            case QUEUED -> "It has not begun: it ends at once, and nothing is changed.";
            case PLANNING ->
                    "Planning changes nothing: the tool is asked to stop, and ends within a minute.";
            case AWAITING_APPROVAL, APPROVED -> "The plan is dropped, and nothing is changed.";
            case APPLYING ->
                    "The tool is asked to stop after what it is doing now. What is done already stays; the environment may be incomplete.";
            default -> "It has ended.";
        };
    }
}
