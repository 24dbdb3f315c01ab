package dev.groundplan.home.web;

import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.Viewer;
import dev.groundplan.worker.Hosts;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The hosts that serve pages and execute runs. */
@Controller
@Allowed(Allowed.To.AUDITORS)
class WorkersController {
    private final Hosts hosts;

    WorkersController(Hosts hosts) {
        this.hosts = hosts;
    }

    @GetMapping("/workers")
    ModelAndView index(Viewer viewer) {
        var views = hosts.all().stream().map(host -> HostViews.of(host, viewer)).toList();
        return new ModelAndView("workers/index", Map.of("hosts", views));
    }
}
