package dev.groundplan.run.web;

import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.RunRequests;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Looks at what an interrupted run left. */
@Controller
@Allowed(Allowed.To.MEMBERS)
class EnvironmentRecoveryController {
    private final RunRequests requests;

    EnvironmentRecoveryController(RunRequests requests) {
        this.requests = requests;
    }

    @PostMapping("/environments/{id}/recoveries")
    String recover(Viewer viewer, @PathVariable UUID id) {
        return "redirect:/runs/" + requests.reconcile(viewer, new EnvironmentId(id), "").id();
    }
}
