package dev.groundplan.run.web;

import dev.groundplan.identity.Teams;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.EnvironmentChange;
import dev.groundplan.run.InvalidRequestException;
import dev.groundplan.run.NewEnvironment;
import dev.groundplan.run.RequestDrafts;
import dev.groundplan.run.RequestDrafts.Draft;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunRequests;
import dev.groundplan.run.RunService;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a run of a draft, once: the draft is locked, so a second click finds the run of the first.
 */
@Component
class DraftSending {
    private final RequestDrafts drafts;
    private final DraftCodec codec;
    private final RunRequests requests;
    private final RunService runs;
    private final Teams teams;

    DraftSending(
            RequestDrafts drafts,
            DraftCodec codec,
            RunRequests requests,
            RunService runs,
            Teams teams) {
        this.drafts = drafts;
        this.codec = codec;
        this.requests = requests;
        this.runs = runs;
        this.teams = teams;
    }

    /** Only the own ones are found. */
    Optional<Draft> find(Viewer viewer, UUID id) {
        return drafts.find(viewer, id);
    }

    @Transactional
    public Run send(Viewer viewer, UUID id) {
        var draft =
                drafts.lock(viewer, id)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (draft.run() != null) {
            return runs.get(draft.run());
        }
        var run = request(viewer, codec.read(draft.content()), draft.content());
        drafts.sent(draft, run);
        return run;
    }

    private Run request(Viewer viewer, RequestForm form, ObjectNode content) {
        var place = form.place();
        var environment = form.environment();
        if (environment == null) {
            var team =
                    teams.byName(place.team())
                            .orElseThrow(
                                    () ->
                                            new InvalidRequestException(
                                                    "team", "Choose one of your teams."));
            return requests.provision(
                    viewer,
                    new NewEnvironment(
                            team.id(),
                            place.tier(),
                            place.name(),
                            form.template(),
                            form.values(),
                            place.reason(),
                            place.planOnly()));
        }
        return requests.update(
                viewer,
                new EnvironmentChange(
                        environment.id(),
                        form.template(),
                        form.values(),
                        place.reason(),
                        place.planOnly(),
                        content.path("revision").asInt(),
                        place.supersede()));
    }
}
