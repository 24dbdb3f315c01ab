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

/** What runs, what waits and for what. */
@Controller
@Allowed(Allowed.To.MEMBERS)
class QueueController {
    private final QueuePage page;
    private final LiveStreams streams;
    private final People people;

    QueueController(QueuePage page, LiveStreams streams, People people) {
        this.page = page;
        this.streams = streams;
        this.people = people;
    }

    @GetMapping("/queue")
    String index(Viewer viewer, Model model) {
        model.addAttribute("queue", page.of(viewer));
        return "queue/index";
    }

    @GetMapping("/queue/events")
    SseEmitter follow(Viewer viewer) {
        return streams.board(
                viewer,
                people,
                now -> new ModelAndView("queue/_board", Map.of("queue", page.of(now))));
    }
}
