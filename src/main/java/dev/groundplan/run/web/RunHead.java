package dev.groundplan.run.web;

import dev.groundplan.environment.Environment;
import dev.groundplan.environment.Environments;
import dev.groundplan.identity.People;
import dev.groundplan.identity.Teams;
import dev.groundplan.identity.Viewer;
import dev.groundplan.page.Link;
import dev.groundplan.page.Times;
import dev.groundplan.run.CancellationService;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunEvents.RunEvent;
import dev.groundplan.run.RunStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The head of a run's page: what it is, how it is doing, and what may be done about it. */
@Component
class RunHead {
    private final Environments environments;
    private final QueuePlaces queue;
    private final CancellationService cancellations;
    private final TemplateNames templates;
    private final Directory directory;
    private final Times times;

    RunHead(
            Environments environments,
            QueuePlaces queue,
            CancellationService cancellations,
            TemplateNames templates,
            Directory directory,
            Times times) {
        this.environments = environments;
        this.queue = queue;
        this.cancellations = cancellations;
        this.templates = templates;
        this.directory = directory;
        this.times = times;
    }

    /** Names of people and teams. */
    @Component
    record Directory(People people, Teams teams) {}

    RunView.Head of(Viewer viewer, Environment environment, Run run, List<RunEvent> events) {
        var request = run.request();
        var team = directory.teams().get(environment.teamId()).title();
        var template =
                templates.of(
                        environments
                                .revision(environment.id(), request.revision())
                                .templateVersionId());
        var place = queue.of(run);
        var mark =
                RunWords.mark(
                        request.kind(),
                        run.status(),
                        RunWords.effect(run.ending()),
                        team,
                        place.words());
        var title = RunWords.title(request.kind(), request.planOnly(), environment.name());
        return new RunView.Head(
                run.id().toString(),
                request.number(),
                "/runs/" + run.id(),
                title,
                template.title() + " · " + environment.tier() + " · " + team,
                mark.word() + " · " + environment.name(),
                mark,
                explanation(run, place, events),
                !run.status().isFinal(),
                "/runs/" + run.id() + "/events",
                crumbs(environment),
                "/environments/" + environment.id(),
                environment.name(),
                template.title(),
                template.version(),
                template.url(),
                directory.people().nameOf(request.requestedBy()),
                request.createdAt(),
                request.reason().isBlank() ? null : request.reason(),
                place.blocker(),
                cancel(viewer, environment, run));
    }

    private static List<Link> crumbs(Environment environment) {
        return List.of(
                new Link("Environments", "/environments"),
                new Link(environment.name(), "/environments/" + environment.id()));
    }

    private @Nullable String explanation(Run run, QueuePlaces.Place place, List<RunEvent> events) {
        var since = events.isEmpty() ? null : times.since(events.get(events.size() - 1).at());
        return switch (run.status()) {
            case QUEUED -> place.sentence();
            case PLANNING -> "Nothing is changed while it is planned.";
            case AWAITING_APPROVAL ->
                    "Waiting for approval for "
                            + since
                            + ". Nothing is applied before somebody approves.";
            case APPROVED -> "Starts when a worker is free.";
            case APPLYING ->
                    run.cancellation().requested()
                            ? "It was asked to stop, and ends after what it is doing now."
                            : null;
            case STALE -> run.ending() == null ? null : run.ending().failure();
            default -> null;
        };
    }

    private RunView.@Nullable Cancel cancel(Viewer viewer, Environment environment, Run run) {
        if (run.status().isFinal()
                || run.status() == RunStatus.UNKNOWN
                || !cancellations.mayCancel(viewer, environment.teamId(), run)) {
            return null;
        }
        var requested = run.cancellation().requested();
        var force =
                requested
                        && run.status() == RunStatus.APPLYING
                        && !run.cancellation().killRequested();
        return new RunView.Cancel(
                "/runs/" + run.id() + "/cancellation",
                force ? "Kill it now" : "Cancel run",
                force
                        ? "The tool was asked to stop and is still finishing. Killing it now may leave things half-made that nobody has recorded: the outcome will not be known."
                        : CancellationService.meaning(run.status()),
                requested,
                force,
                environment.name());
    }
}
