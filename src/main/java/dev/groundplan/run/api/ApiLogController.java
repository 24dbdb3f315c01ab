package dev.groundplan.run.api;

import dev.groundplan.identity.Allowed;
import dev.groundplan.identity.Viewer;
import dev.groundplan.page.EventStream;
import dev.groundplan.run.Removals;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunId;
import dev.groundplan.run.RunService;
import dev.groundplan.run.log.LogChunk;
import dev.groundplan.run.log.LogText;
import dev.groundplan.run.log.PlainLines;
import dev.groundplan.run.log.RunLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** What the tools of a run printed, masked: as text, or live as server-sent events. */
@RestController
@RequestMapping("/api/v1/runs/{id}/log")
@Allowed(Allowed.To.MEMBERS)
@Tag(name = "Runs")
class ApiLogController {
    static final String POSITION = "Groundplan-Log-Position";
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final int CHUNKS = 200;
    private final RunService runs;
    private final RunLog log;
    private final LogStreams streams;
    private final StreamRights rights;
    private final Seen seen;
    private final Removals removals;

    ApiLogController(
            RunService runs,
            RunLog log,
            LogStreams streams,
            StreamRights rights,
            Seen seen,
            Removals removals) {
        this.removals = removals;
        this.runs = runs;
        this.log = log;
        this.streams = streams;
        this.rights = rights;
        this.seen = seen;
    }

    @GetMapping
    @Operation(
            summary = "Read or follow the log of a run",
            description =
                    "As text, without colours. The header Groundplan-Log-Position is the `after` of"
                            + " the next read. With Accept: text/event-stream the log comes live:"
                            + " events `log` whose id is the position, and `end` with the status.")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = "text/plain", schema = @Schema(type = "string")),
                @Content(mediaType = "text/event-stream", schema = @Schema(type = "string"))
            })
    Object log(
            @PathVariable UUID id,
            @Parameter(description = "A position; what came before is left out.")
                    @RequestParam(defaultValue = "0")
                    int after,
            @Parameter(description = "The position, of a stream that is taken up again.")
                    @RequestHeader(name = "Last-Event-ID", required = false)
                    @Nullable Integer lastSeen,
            @Parameter(hidden = true) @RequestHeader HttpHeaders headers,
            @Parameter(hidden = true) Viewer viewer,
            HttpServletResponse response)
            throws IOException {
        var run = seen.run(id, viewer);
        return headers.getAccept().contains(MediaType.TEXT_EVENT_STREAM)
                ? live(run, lastSeen == null ? after : Math.max(after, lastSeen), headers, viewer)
                : text(run.id(), after, response);
    }

    private StreamingResponseBody text(RunId run, int after, HttpServletResponse response)
            throws IOException {
        var last = log.position(run).nextSeq() - 1;
        response.setHeader(POSITION, String.valueOf(Math.max(after, last)));
        response.setContentType("text/plain;charset=UTF-8");
        response.flushBuffer();
        var removed = removals.log(run);
        return removed.isPresent()
                ? out -> out.write((removed.get() + "\n").getBytes(StandardCharsets.UTF_8))
                : out -> write(run, after, last, out);
    }

    private void write(RunId run, int after, int last, OutputStream out) throws IOException {
        var seq = after;
        var text = new LogText();
        for (var chunks = upTo(last, run, seq); !chunks.isEmpty(); chunks = upTo(last, run, seq)) {
            for (var chunk : chunks) {
                out.write(PlainLines.of(text.next(chunk)).getBytes(StandardCharsets.UTF_8));
                seq = chunk.seq();
            }
        }
        out.write(text.end().getBytes(StandardCharsets.UTF_8));
    }

    private List<LogChunk> upTo(int last, RunId run, int after) {
        return last <= after ? List.of() : log.after(run, after, Math.min(CHUNKS, last - after));
    }

    private SseEmitter live(Run run, int after, HttpHeaders headers, Viewer viewer) {
        var reader = new EventStream(LONGEST.toMillis());
        var stream =
                new LogStream(
                        reader,
                        new LogStream.Source(run.id(), runs, log),
                        after,
                        rights.of(run, viewer, headers));
        if (!streams.start(run.id(), viewer.id().value(), stream)) {
            throw new ResponseStatusException(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "Too many logs are followed at once: end some of the streams.");
        }
        return reader;
    }
}
