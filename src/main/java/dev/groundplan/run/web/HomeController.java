package dev.groundplan.run.web;

import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.People;
import dev.groundplan.identity.Viewer;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The first page after signing in. */
@Controller
@Allowed(Allowed.To.MEMBERS)
class HomeController {
    private final HomePage page;
    private final LiveStreams streams;
    private final People people;

    HomeController(HomePage page, LiveStreams streams, People people) {
        this.page = page;
        this.streams = streams;
        this.people = people;
    }

    @GetMapping("/")
    String index(Viewer viewer, Model model) {
        model.addAttribute("home", page.of(viewer));
        return "home/index";
    }

    @GetMapping("/events")
    SseEmitter follow(Viewer viewer) {
        return streams.board(
                viewer,
                people,
                now -> new ModelAndView("home/_board", Map.of("home", page.of(now))));
    }
}
