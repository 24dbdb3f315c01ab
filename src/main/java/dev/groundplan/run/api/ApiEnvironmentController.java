package dev.groundplan.run.api;

import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.TokenScope;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.Run;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One environment. What changes it queues a run. */
@RestController
@RequestMapping("/api/v1/environments/{id}")
@Allowed(value = Allowed.To.MEMBERS, scope = TokenScope.REQUEST)
@Tag(name = "Environments")
class ApiEnvironmentController {
    private final EnvironmentChanges changes;
    private final EnvironmentAnswers environments;
    private final RunAnswers runs;
    private final Seen seen;

    ApiEnvironmentController(
            EnvironmentChanges changes,
            EnvironmentAnswers environments,
            RunAnswers runs,
            Seen seen) {
        this.changes = changes;
        this.environments = environments;
        this.runs = runs;
        this.seen = seen;
    }

    @GetMapping
    @Allowed(Allowed.To.MEMBERS)
    @Operation(
            summary = "Show an environment",
            description =
                    "With its values and outputs, without secrets. The header ETag is the applied"
                            + " revision, for If-Match of a change.")
    EnvironmentAnswer show(
            @PathVariable UUID id,
            @Parameter(hidden = true) Viewer viewer,
            HttpServletResponse response) {
        var environment = seen.environment(id, viewer);
        // Not as a ResponseEntity: that would answer 304 although the status moved on.
        response.setHeader(HttpHeaders.ETAG, Revisions.etag(environment));
        return environments.show(environment);
    }

    @PatchMapping
    @Operation(
            summary = "Change an environment",
            description =
                    "`values` is a merge patch (RFC 7396) on the present ones: an absent secret is"
                            + " kept, null removes it. Queues a run. If-Match with the ETag that"
                            + " was read: 412 when another revision was applied since.")
    ResponseEntity<QueuedAnswer> update(
            @PathVariable UUID id,
            @RequestBody EnvironmentPatch patch,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Parameter(hidden = true) Viewer viewer) {
        var expected = Revisions.expected(ifMatch, seen.environment(id, viewer));
        return queued(changes.update(viewer, id, patch, expected));
    }

    @DeleteMapping
    @Operation(
            summary = "Destroy an environment",
            description =
                    "Queues a run that removes everything it made. Nothing is removed before that"
                            + " plan is approved.")
    ResponseEntity<QueuedAnswer> destroy(
            @PathVariable UUID id,
            @Parameter(description = "Why, for the people who decide.")
                    @RequestParam(defaultValue = "")
                    String reason,
            @Parameter(hidden = true) Viewer viewer) {
        return queued(changes.destroy(viewer, id, reason));
    }

    private ResponseEntity<QueuedAnswer> queued(Run run) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/runs/" + run.id()))
                .body(new QueuedAnswer(environments.item(run.environmentId()), runs.item(run)));
    }
}
