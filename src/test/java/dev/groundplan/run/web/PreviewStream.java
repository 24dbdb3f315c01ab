package dev.groundplan.run.web;

import dev.groundplan.run.log.LogRows;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * A stream that talks a lot and drops the line on request: what static/js/live.js has to cope with.
 */
@Profile("preview")
@Controller
class PreviewStream {

    @GetMapping("/preview-stream")
    SseEmitter stream(
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "400") long chunks,
            @RequestParam(defaultValue = "250") int lines,
            @RequestParam(defaultValue = "0") long pause,
            @RequestParam(defaultValue = "1000000") long cut) {
        SseEmitter emitter = new SseEmitter(0L);
        CompletableFuture.runAsync(() -> talk(emitter, after, chunks, lines, pause, cut));
        return emitter;
    }

    private static void talk(
            SseEmitter emitter, long after, long chunks, int lines, long pause, long cut) {
        LogRows rows = new LogRows();
        try {
            for (long seq = after + 1; seq <= chunks; seq++) {
                String html =
                        rows.rows(List.of(Samples.chunk(seq, 1 + (seq - 1) * lines, lines)))
                                .toString();
                emitter.send(SseEmitter.event().name("log").id(Long.toString(seq)).data(html));
                if (seq - after >= cut) {
                    emitter.complete();
                    return;
                }
                if (pause > 0) {
                    Thread.sleep(pause);
                }
            }
            emitter.send(SseEmitter.event().name("end").data("ended"));
            emitter.complete();
        } catch (IOException | InterruptedException e) {
            emitter.completeWithError(e);
        }
    }
}
