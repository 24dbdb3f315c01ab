package dev.groundplan.run.web;

import dev.groundplan.environment.Environments;
import dev.groundplan.identity.People;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunEvents;
import dev.groundplan.run.RunEvents.RunEvent;
import dev.groundplan.run.RunId;
import dev.groundplan.run.RunNotFoundException;
import dev.groundplan.run.RunService;
import dev.groundplan.run.plan.Plans;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Everything that the page of a run shows to one viewer. */
@Component
class RunPage {
    private final RunService runs;
    private final Environments environments;
    private final RunParts parts;
    private final RunEvents events;
    private final Plans plans;
    private final People people;

    RunPage(
            RunService runs,
            Environments environments,
            RunParts parts,
            RunEvents events,
            Plans plans,
            People people) {
        this.runs = runs;
        this.environments = environments;
        this.parts = parts;
        this.events = events;
        this.plans = plans;
        this.people = people;
    }

    /**
     * @throws RunNotFoundException when there is no such run for this viewer
     */
    RunView of(Viewer viewer, RunId id, PlanQuery query, DecisionBox.Tried tried) {
        return of(viewer, id, query, tried, null);
    }

    RunView withLog(Viewer viewer, RunId id, LogView log) {
        return of(viewer, id, PlanQuery.ALL, DecisionBox.Tried.NOTHING, log);
    }

    Run visible(Viewer viewer, RunId id) {
        var run = runs.get(id);
        if (!viewer.sees(environments.get(run.environmentId()).teamId())) {
            throw new RunNotFoundException(id);
        }
        return run;
    }

    private RunView of(
            Viewer viewer,
            RunId id,
            PlanQuery query,
            DecisionBox.Tried tried,
            @Nullable LogView log) {
        var run = visible(viewer, id);
        var environment = environments.get(run.environmentId());
        var plan = plans.current(id).orElse(null);
        var happened = events.of(id);
        var head = parts.head().of(viewer, environment, run, happened);
        return new RunView(
                head,
                new Stages(run, happened, parts.times(), this::actor).list(),
                parts.progress().of(run, happened),
                parts.steps().of(run),
                plan == null ? null : parts.plan().of(run, plan, query),
                plan == null ? missing(run) : null,
                parts.decision().of(viewer, environment, run, plan, tried),
                parts.result().of(viewer, environment, run, head.status()),
                parts.values().of(environment, run),
                happened.stream().map(this::event).toList(),
                log == null ? parts.log().newest(run) : log);
    }

    private static String missing(Run run) {
        return switch (run.status()) {
            case QUEUED -> "It is planned as soon as it is its turn.";
            case PLANNING -> "Planning: nothing is changed yet.";
            default -> "No plan was made.";
        };
    }

    private String actor(RunEvent event) {
        var actor = event.actor();
        return actor == null ? "the portal" : people.nameOf(actor);
    }

    private RunView.Event event(RunEvent event) {
        var words = StatusWords.of(event.toStatus());
        var actor = event.actor();
        var sentence = actor == null ? words : words + " by " + people.nameOf(actor);
        return new RunView.Event(
                StatusWords.icon(event.toStatus()), sentence, event.cause(), event.at());
    }
}
