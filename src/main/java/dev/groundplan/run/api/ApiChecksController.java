package dev.groundplan.run.api;

import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.TokenScope;
import dev.groundplan.identity.Viewer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Looks whether an environment still is as it was recorded. */
@RestController
@Allowed(value = Allowed.To.MEMBERS, scope = TokenScope.REQUEST)
@Tag(name = "Environments")
class ApiChecksController {
    private final EnvironmentChanges changes;
    private final EnvironmentAnswers environments;
    private final RunAnswers runs;

    ApiChecksController(
            EnvironmentChanges changes, EnvironmentAnswers environments, RunAnswers runs) {
        this.changes = changes;
        this.environments = environments;
        this.runs = runs;
    }

    @PostMapping("/api/v1/environments/{id}/checks")
    @Operation(
            summary = "Check an environment for drift",
            description = "Queues a run that changes nothing; its plan lists what differs.")
    ResponseEntity<QueuedAnswer> create(
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable CheckRequest request,
            @Parameter(hidden = true) Viewer viewer) {
        var run = changes.check(viewer, id, request == null ? "" : request.reason());
        return ResponseEntity.created(URI.create("/api/v1/runs/" + run.id()))
                .body(new QueuedAnswer(environments.item(run.environmentId()), runs.item(run)));
    }
}
