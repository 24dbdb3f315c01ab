package dev.groundplan.run.web;

import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.Removals;
import dev.groundplan.run.RunId;
import dev.groundplan.run.log.LogChunk;
import dev.groundplan.run.log.LogText;
import dev.groundplan.run.log.RunLog;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The log of a run, a window at a time or as a file. */
@Controller
@Allowed(Allowed.To.MEMBERS)
class RunLogController {
    private static final int CHUNKS = 200;
    private final RunPage page;
    private final LogWindow window;
    private final RunLog log;
    private final Removals removals;

    RunLogController(RunPage page, LogWindow window, RunLog log, Removals removals) {
        this.removals = removals;
        this.page = page;
        this.window = window;
        this.log = log;
    }

    @GetMapping("/runs/{id}/log")
    String show(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable Integer before,
            Model model) {
        var run = page.visible(viewer, new RunId(id));
        model.addAttribute("run", page.withLog(viewer, run.id(), window.before(run, before)));
        return "runs/log";
    }

    /** The headers go first: the lines come from another thread. */
    @GetMapping("/runs/{id}/log/raw")
    StreamingResponseBody raw(Viewer viewer, @PathVariable UUID id, HttpServletResponse response)
            throws IOException {
        var run = page.visible(viewer, new RunId(id));
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader(
                "Content-Disposition",
                "inline; filename=\"run-" + run.request().number() + ".log\"");
        response.flushBuffer();
        return out -> write(run.id(), out);
    }

    private void write(RunId run, OutputStream out) throws IOException {
        var removed = removals.log(run);
        if (removed.isPresent()) {
            out.write((removed.get() + "\n").getBytes(StandardCharsets.UTF_8));
            return;
        }
        int after = 0;
        var text = new LogText();
        for (var chunks = log.after(run, 0, CHUNKS);
                !chunks.isEmpty();
                chunks = log.after(run, after, CHUNKS)) {
            for (LogChunk chunk : chunks) {
                out.write(text.next(chunk).getBytes(StandardCharsets.UTF_8));
                after = chunk.seq();
            }
        }
        out.write(text.end().getBytes(StandardCharsets.UTF_8));
    }
}
