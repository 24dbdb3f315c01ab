package dev.groundplan.run.api;

import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.TokenScope;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.CancellationService;
import dev.groundplan.run.RunId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Stops a run, as far as its phase allows. */
@RestController
@Allowed(value = Allowed.To.MEMBERS, scope = TokenScope.REQUEST)
@Tag(name = "Runs")
class ApiCancellationController {
    private final CancellationService cancellations;
    private final RunAnswers answers;

    ApiCancellationController(CancellationService cancellations, RunAnswers answers) {
        this.cancellations = cancellations;
        this.answers = answers;
    }

    @PostMapping("/api/v1/runs/{id}/cancellation")
    @Operation(
            summary = "Cancel a run",
            description =
                    "A waiting run ends at once. One that is planned or applied is asked to stop:"
                            + " `cancelRequested` is true then, and what is done already stays."
                            + " 409 with the present state when it has ended.")
    RunAnswer create(
            @PathVariable UUID id,
            @RequestBody(required = false) @Nullable CancellationRequest request,
            @Parameter(hidden = true) Viewer viewer) {
        var run =
                request != null && request.kill()
                        ? cancellations.kill(viewer, new RunId(id), request.confirmation())
                        : cancellations.cancel(viewer, new RunId(id));
        return answers.show(run);
    }
}
