package dev.groundplan.run.web;

import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.People;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.RunId;
import dev.groundplan.run.log.RunLog;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The live stream of a run's page. */
@Controller
@Allowed(Allowed.To.MEMBERS)
class RunEventsController {
    private final LiveStreams streams;
    private final RunPage page;
    private final RunLog log;
    private final People people;

    RunEventsController(LiveStreams streams, RunPage page, RunLog log, People people) {
        this.streams = streams;
        this.page = page;
        this.log = log;
        this.people = people;
    }

    /**
     * Goes on after the newest chunk that the browser has: its address says so, or its
     * Last-Event-ID.
     */
    @GetMapping("/runs/{id}/events")
    SseEmitter follow(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int after,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletResponse response) {
        var run = new RunId(id);
        page.visible(viewer, run);
        response.setHeader("X-Accel-Buffering", "no");
        response.setHeader("Cache-Control", "no-store");
        var start = Math.max(after, number(lastEventId));
        return streams.follow(viewer, new RunSource(page, log, people, run, viewer, start));
    }

    private static int number(@Nullable String id) {
        return id != null && id.matches("\\d{1,9}") ? Integer.parseInt(id) : 0;
    }
}
