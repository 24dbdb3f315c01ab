package dev.groundplan.run.web;

import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.NotAllowedException;
import dev.groundplan.run.SecretShown;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;

/** Secret outputs, shown when asked for; each look is audited. */
@Controller
@Allowed(Allowed.To.MEMBERS)
class EnvironmentOutputController {
    private final EnvironmentPage page;
    private final OutputList outputs;
    private final ApplicationEventPublisher publisher;
    private final TransactionTemplate transaction;

    EnvironmentOutputController(
            EnvironmentPage page,
            OutputList outputs,
            ApplicationEventPublisher publisher,
            TransactionTemplate transaction) {
        this.page = page;
        this.outputs = outputs;
        this.publisher = publisher;
        this.transaction = transaction;
    }

    /** Asks first: looking at a secret leaves a trace, so it is not a GET. */
    @GetMapping("/environments/{id}/outputs/{name}")
    String ask(Viewer viewer, @PathVariable UUID id, @PathVariable String name, Model model) {
        var environment = page.visible(viewer, new EnvironmentId(id));
        model.addAttribute("environment", environment);
        model.addAttribute("name", name);
        return "environments/secret";
    }

    @PostMapping("/environments/{id}/outputs/{name}")
    String show(Viewer viewer, @PathVariable UUID id, @PathVariable String name, Model model) {
        var environment = page.visible(viewer, new EnvironmentId(id));
        if (!viewer.mayRequest(environment.teamId())) {
            throw new NotAllowedException(
                    "Only requesters and owners of the team can see its secrets.");
        }
        var secret =
                outputs.secret(environment, name)
                        .orElseThrow(
                                () ->
                                        new ResponseStatusException(
                                                HttpStatus.NOT_FOUND,
                                                "This environment has no such secret."));
        transaction.executeWithoutResult(
                status -> publisher.publishEvent(new SecretShown(environment, name, viewer.id())));
        model.addAttribute("environment", environment);
        model.addAttribute("name", name);
        model.addAttribute("secret", secret);
        return "environments/secret";
    }
}
