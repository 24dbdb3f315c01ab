package dev.groundplan.run.web;

import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.People;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.RunId;
import dev.groundplan.run.RunTouched;
import java.io.IOException;
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
        var emitter = new SseEmitter(0L);
        streams.open(new LiveStream(emitter, new Board(viewer), viewer.username()));
        return emitter;
    }

    /** Redraws the board when any run moved. */
    private final class Board implements LiveStream.LiveSource {
        private final Viewer viewer;

        Board(Viewer viewer) {
            this.viewer = viewer;
        }

        @Override
        public boolean isAbout(RunId run) {
            return false;
        }

        @Override
        public boolean isAbout(RunTouched touched) {
            return true;
        }

        @Override
        public boolean send(SseEmitter emitter, boolean redraw) throws IOException {
            var now = people.current(viewer.id()).map(current -> current.viewer());
            if (now.isPresent() && redraw) {
                emitter.send(
                        SseEmitter.event()
                                .name("fragment")
                                .data(new ModelAndView("queue/_board", Map.of("queue", page.of(now.get())))));
            }
            return now.isPresent();
        }
    }
}
