package dev.groundplan.run.api;

import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.TokenScope;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.api.OnlyOnce.Created;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The environments that the viewer sees; a new one is requested here. */
@RestController
@RequestMapping("/api/v1/environments")
@Allowed(Allowed.To.MEMBERS)
@Tag(name = "Environments", description = "What exists, and requests to change it.")
class ApiEnvironmentsController {
    private final EnvironmentChanges changes;
    private final Listings listings;
    private final EnvironmentAnswers environments;
    private final RunAnswers runs;
    private final OnlyOnce once;
    private final JsonMapper json;

    ApiEnvironmentsController(
            EnvironmentChanges changes,
            Listings listings,
            EnvironmentAnswers environments,
            RunAnswers runs,
            OnlyOnce once,
            JsonMapper json) {
        this.changes = changes;
        this.listings = listings;
        this.environments = environments;
        this.runs = runs;
        this.once = once;
        this.json = json;
    }

    @GetMapping
    @Operation(
            summary = "List the environments of your teams",
            description = "Newest first. The header Link leads to the next page.")
    ResponseEntity<List<EnvironmentItem>> index(
            @RequestParam(required = false) @Nullable String team,
            @RequestParam(required = false) @Nullable String tier,
            @RequestParam(required = false) @Nullable String name,
            @Parameter(description = "Also those that are destroyed or were never made.")
                    @RequestParam(defaultValue = "false")
                    boolean gone,
            @Parameter(description = "Id of the last one of the page before.")
                    @RequestParam(required = false)
                    @Nullable UUID after,
            @RequestParam(defaultValue = "" + Keyset.USUAL) int limit,
            @Parameter(hidden = true) Viewer viewer) {
        var query = new EnvironmentSearch.Query(team, tier, name, gone, after);
        var most = Keyset.limit(limit);
        return Keyset.page(listings.environments(viewer, query, most), most, EnvironmentItem::id);
    }

    @PostMapping
    @Allowed(value = Allowed.To.MEMBERS, scope = TokenScope.REQUEST)
    @Operation(
            summary = "Request an environment",
            description =
                    "Queues its first run. With an Idempotency-Key the same request can be sent"
                            + " again: it is done once, and every time the same answer comes back.")
    @ApiResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = QueuedAnswer.class)))
    ResponseEntity<String> create(
            @RequestBody EnvironmentRequest request,
            @Parameter(description = "Any text of 1 to 200 characters; counts for a week.")
                    @RequestHeader(name = "Idempotency-Key", required = false)
                    @Nullable String key,
            @Parameter(hidden = true) Viewer viewer) {
        var created =
                key == null
                        ? create(request, viewer)
                        : once.create(viewer.id(), key, request, () -> create(request, viewer));
        return ResponseEntity.created(URI.create(created.location()))
                .contentType(MediaType.APPLICATION_JSON)
                .body(created.body());
    }

    private Created create(EnvironmentRequest request, Viewer viewer) {
        var run = changes.provision(viewer, request);
        var answer = new QueuedAnswer(environments.item(run.environmentId()), runs.item(run));
        return new Created(
                "/api/v1/environments/" + run.environmentId(), json.writeValueAsString(answer));
    }
}
