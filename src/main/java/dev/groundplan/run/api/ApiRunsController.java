package dev.groundplan.run.api;

import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.RunId;
import dev.groundplan.run.RunList;
import dev.groundplan.run.RunList.Cursor;
import dev.groundplan.run.RunService;
import dev.groundplan.run.RunStatus;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The runs that the viewer sees. */
@RestController
@RequestMapping("/api/v1/runs")
@Allowed(Allowed.To.MEMBERS)
@Tag(name = "Runs", description = "Changes of environments: plans, decisions, logs.")
class ApiRunsController {
    private final RunList list;
    private final RunService runs;
    private final RunAnswers answers;
    private final Seen seen;

    ApiRunsController(RunList list, RunService runs, RunAnswers answers, Seen seen) {
        this.list = list;
        this.runs = runs;
        this.answers = answers;
        this.seen = seen;
    }

    @GetMapping
    @Operation(
            summary = "List the runs of your teams",
            description = "Newest first. The header Link leads to the next page.")
    ResponseEntity<List<RunItem>> index(
            @Parameter(description = "One or more statuses.") @RequestParam(defaultValue = "")
                    List<RunStatus> status,
            @Parameter(description = "Id of an environment.") @RequestParam(required = false)
                    @Nullable UUID environment,
            @Parameter(description = "Id of the last run of the page before.")
                    @RequestParam(required = false)
                    @Nullable UUID after,
            @RequestParam(defaultValue = "" + Keyset.USUAL) int limit,
            @Parameter(hidden = true) Viewer viewer) {
        var filter = new RunList.Filter(null, status, id(environment), null);
        var found = list.older(viewer, filter, cursor(after, viewer), Keyset.limit(limit) + 1);
        return Keyset.page(
                found.stream().map(RunList.Item::id).map(runs::get).map(answers::item).toList(),
                limit,
                RunItem::id);
    }

    private static @Nullable EnvironmentId id(@Nullable UUID environment) {
        return environment == null ? null : new EnvironmentId(environment);
    }

    private @Nullable Cursor cursor(@Nullable UUID after, Viewer viewer) {
        return after == null
                ? null
                : new Cursor(seen.run(after, viewer).request().createdAt(), new RunId(after));
    }

    @GetMapping("/{id}")
    @Operation(
            summary = "Show a run",
            description =
                    "With its parts and the plan in hand; a decision needs the digest of that plan.")
    RunAnswer show(@PathVariable UUID id, @Parameter(hidden = true) Viewer viewer) {
        return answers.show(seen.run(id, viewer));
    }
}
