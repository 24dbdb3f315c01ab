package dev.groundplan.run.web;

import dev.groundplan.page.Times;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunEvents.RunEvent;
import dev.groundplan.run.RunKind;
import dev.groundplan.run.RunStatus;
import dev.groundplan.run.web.RunView.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The line at the top of a run's page: requested, planned, approved, applied. */
final class Stages {
    private static final Set<RunStatus> WITH_PLAN =
            Set.of(
                    RunStatus.AWAITING_APPROVAL,
                    RunStatus.APPROVED,
                    RunStatus.PLANNED,
                    RunStatus.NO_CHANGES,
                    RunStatus.APPLIED);
    private final Run run;
    private final List<RunEvent> events;
    private final Times times;
    private final Function<RunEvent, String> actor;

    Stages(Run run, List<RunEvent> events, Times times, Function<RunEvent, String> actor) {
        this.run = run;
        this.events = events;
        this.times = times;
        this.actor = actor;
    }

    List<Stage> list() {
        var stages = new ArrayList<Stage>();
        stages.add(requested());
        stages.add(planned());
        if (run.request().kind() != RunKind.REFRESH && !run.request().planOnly()) {
            stages.add(approved());
            stages.add(applied());
        }
        return stages;
    }

    private Stage requested() {
        var first = events.get(0);
        return new Stage(
                "Requested", Stage.State.DONE, "by " + actor.apply(first), first.at(), null);
    }

    private Stage planned() {
        var began = last(Set.of(RunStatus.PLANNING));
        var label = run.request().kind() == RunKind.REFRESH ? "Checked" : "Planned";
        var ended = began == null ? null : next(began, WITH_PLAN);
        if (run.status() == RunStatus.QUEUED) {
            return new Stage(label, Stage.State.AHEAD, "queued", null, null);
        }
        if (run.status() == RunStatus.PLANNING && began != null) {
            return new Stage("Planning", Stage.State.CURRENT, null, began.at(), null);
        }
        if (began == null) {
            return new Stage(label, Stage.State.SKIPPED, null, null, null);
        }
        return ended == null
                ? new Stage(label, Stage.State.FAILED, null, began.at(), null)
                : new Stage(
                        label, Stage.State.DONE, null, ended.at(), took(began.at(), ended.at()));
    }

    private Stage approved() {
        var approved = last(Set.of(RunStatus.APPROVED));
        var rejected = last(Set.of(RunStatus.REJECTED));
        if (approved != null) {
            return new Stage(
                    "Approved",
                    Stage.State.DONE,
                    "by " + actor.apply(approved),
                    approved.at(),
                    null);
        }
        if (rejected != null) {
            return new Stage(
                    "Rejected",
                    Stage.State.FAILED,
                    "by " + actor.apply(rejected),
                    rejected.at(),
                    null);
        }
        var waits = last(Set.of(RunStatus.AWAITING_APPROVAL));
        if (run.status() == RunStatus.AWAITING_APPROVAL && waits != null) {
            return new Stage("Approval", Stage.State.CURRENT, "waiting since", waits.at(), null);
        }
        return new Stage("Approval", ahead(), null, null, null);
    }

    private Stage applied() {
        var began = last(Set.of(RunStatus.APPLYING));
        var done = run.request().kind() == RunKind.DESTROY ? "Destroyed" : "Applied";
        var ended = run.ending();
        if (began == null) {
            return new Stage(done, ahead(), null, null, null);
        }
        if (run.status() == RunStatus.APPLYING) {
            return new Stage("Applying", Stage.State.CURRENT, null, began.at(), null);
        }
        var state = run.status() == RunStatus.APPLIED ? Stage.State.DONE : Stage.State.FAILED;
        return ended == null
                ? new Stage(done, Stage.State.AHEAD, null, null, null)
                : new Stage(done, state, null, ended.at(), took(began.at(), ended.at()));
    }

    private Stage.State ahead() {
        return run.status().isFinal() ? Stage.State.SKIPPED : Stage.State.AHEAD;
    }

    private String took(Instant from, Instant to) {
        return times.duration(Duration.between(from, to));
    }

    private @Nullable RunEvent last(Set<RunStatus> statuses) {
        return events.stream()
                .filter(event -> statuses.contains(event.toStatus()))
                .reduce((first, second) -> second)
                .orElse(null);
    }

    private @Nullable RunEvent next(RunEvent after, Set<RunStatus> statuses) {
        return events.stream()
                .filter(event -> event.seq() > after.seq() && statuses.contains(event.toStatus()))
                .findFirst()
                .orElse(null);
    }
}
