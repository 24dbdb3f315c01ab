package dev.groundplan.run.web;

import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.environment.StateVersions;
import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.NotAllowedException;
import dev.groundplan.run.StateDownloaded;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/** Recorded states as files, secrets and all: for owners, and each download is audited. */
@Controller
@Allowed(Allowed.To.MEMBERS)
class StateDownloadController {
    private final EnvironmentPage page;
    private final StateVersions states;
    private final ApplicationEventPublisher publisher;
    private final TransactionTemplate transaction;

    StateDownloadController(
            EnvironmentPage page,
            StateVersions states,
            ApplicationEventPublisher publisher,
            TransactionTemplate transaction) {
        this.page = page;
        this.states = states;
        this.publisher = publisher;
        this.transaction = transaction;
    }

    /** A POST, because it leaves a trace. */
    @PostMapping("/environments/{id}/state-versions/{version}/download")
    ResponseEntity<byte[]> download(
            Viewer viewer, @PathVariable UUID id, @PathVariable UUID version) {
        var environment = page.visible(viewer, new EnvironmentId(id));
        if (!viewer.owns(environment.teamId())) {
            throw new NotAllowedException(
                    "Only owners of the team can download recorded states: they hold secrets.");
        }
        var state =
                states.find(environment.id(), version)
                        .filter(found -> found.artifactId() != null)
                        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        transaction.executeWithoutResult(
                status ->
                        publisher.publishEvent(
                                new StateDownloaded(
                                        environment, state.step(), state.number(), viewer.id())));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header("Cache-Control", "no-store")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"%s-%s-%d.json\""
                                .formatted(environment.name(), state.step(), state.number()))
                .body(states.content(state));
    }
}
