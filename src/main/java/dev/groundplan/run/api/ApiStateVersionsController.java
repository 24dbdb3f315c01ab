package dev.groundplan.run.api;

import dev.groundplan.environment.StateVersions;
import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.NotAllowedException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The recorded states of an environment. */
@RestController
@Allowed(Allowed.To.MEMBERS)
@Tag(name = "Environments")
class ApiStateVersionsController {
    private final StateVersions states;
    private final Seen seen;

    ApiStateVersionsController(StateVersions states, Seen seen) {
        this.states = states;
        this.seen = seen;
    }

    @GetMapping("/api/v1/environments/{id}/state-versions")
    @Operation(
            summary = "List the recorded states of an environment",
            description = "Newest first, 500 at most; for approvers, owners, auditors and admins.")
    List<StateVersionAnswer> index(@PathVariable UUID id, @Parameter(hidden = true) Viewer viewer) {
        var environment = seen.environment(id, viewer);
        if (!viewer.mayApprove(environment.teamId()) && !viewer.seesAll()) {
            throw new NotAllowedException(
                    "Only approvers and owners of the team see its recorded states.");
        }
        return states.list(environment.id()).stream().map(StateVersionAnswer::of).toList();
    }
}
