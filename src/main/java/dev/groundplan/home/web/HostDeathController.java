package dev.groundplan.home.web;

import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.Viewer;
import dev.groundplan.page.Link;
import dev.groundplan.run.ConflictingRequestException;
import dev.groundplan.run.InvalidRequestException;
import dev.groundplan.worker.Host;
import dev.groundplan.worker.Hosts;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Declares a host dead that will not come back. */
@Controller
@RequestMapping("/hosts/{id}/death")
@Allowed(Allowed.To.ADMINS)
class HostDeathController {
    private final Hosts hosts;

    HostDeathController(Hosts hosts) {
        this.hosts = hosts;
    }

    @GetMapping
    ModelAndView ask(Viewer viewer, @PathVariable UUID id) {
        return page(viewer, host(id), "", null, HttpStatus.OK);
    }

    @PostMapping
    ModelAndView declare(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String confirmation,
            RedirectAttributes flash) {
        var host = host(id);
        try {
            check(host, confirmation.strip());
            hosts.declareDead(viewer, host, reason.strip());
        } catch (ConflictingRequestException e) {
            return page(viewer, host, reason, e.getMessage(), HttpStatus.CONFLICT);
        } catch (InvalidRequestException e) {
            return page(viewer, host, reason, e.getMessage(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        flash.addFlashAttribute("notice", host.name() + " is declared dead.");
        return new ModelAndView("redirect:/workers");
    }

    private static void check(Host host, String confirmation) {
        if (!host.isAlive() && !confirmation.equals(host.name())) {
            throw new InvalidRequestException(
                    "confirmation", "To confirm, type the name of the host: " + host.name() + ".");
        }
    }

    private Host host(UUID id) {
        return hosts.find(id)
                .orElseThrow(
                        () ->
                                new ResponseStatusException(
                                        HttpStatus.NOT_FOUND, "There is no such host."));
    }

    private static ModelAndView page(
            Viewer viewer, Host host, String reason, @Nullable String problem, HttpStatus status) {
        var page = new ModelAndView("workers/death", status);
        page.addObject("host", HostViews.of(host, viewer));
        page.addObject("alive", host.isAlive());
        page.addObject("reason", reason);
        page.addObject("problem", problem);
        page.addObject("crumbs", List.of(new Link("Workers", "/workers")));
        return page;
    }
}
