package dev.groundplan.run.api;

import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.Run;
import dev.groundplan.run.plan.Plan;
import dev.groundplan.run.plan.Plans;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** All changes of a plan, page by page. */
@RestController
@Allowed(Allowed.To.MEMBERS)
@Tag(name = "Runs")
class ApiChangesController {
    private final Plans plans;
    private final PlanAnswers answers;
    private final Seen seen;

    ApiChangesController(Plans plans, PlanAnswers answers, Seen seen) {
        this.plans = plans;
        this.answers = answers;
        this.seen = seen;
    }

    @GetMapping("/api/v1/runs/{id}/changes")
    @Operation(
            summary = "List the changes of a plan",
            description =
                    "The riskiest first; empty until there is a plan. The header Link leads to the"
                            + " next page.")
    ResponseEntity<List<ChangeAnswer>> index(
            @PathVariable UUID id,
            @Parameter(description = "A part of the run; the one in hand when absent.")
                    @RequestParam(required = false)
                    @Nullable Integer part,
            @Parameter(description = "What differs from what was recorded, instead.")
                    @RequestParam(defaultValue = "false")
                    boolean drift,
            @Parameter(description = "Position of the last change of the page before.")
                    @RequestParam(defaultValue = "0")
                    int after,
            @RequestParam(defaultValue = "" + Keyset.MOST) int limit,
            @Parameter(hidden = true) Viewer viewer) {
        var plan = plan(seen.run(id, viewer), part);
        var most = Keyset.limit(limit);
        var rows =
                plan.map(found -> answers.page(found, drift, Math.max(0, after), most + 1))
                        .orElse(List.of());
        return Keyset.page(rows, most, ChangeAnswer::position);
    }

    private Optional<Plan> plan(Run run, @Nullable Integer part) {
        return part == null
                ? plans.current(run.id())
                : plans.of(run.id()).stream()
                        .filter(plan -> plan.part() == part)
                        .reduce((first, second) -> second);
    }
}
