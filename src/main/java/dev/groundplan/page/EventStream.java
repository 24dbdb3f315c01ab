package dev.groundplan.page;

import java.io.IOException;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * A stream of events whose headers are sent before anything else: the first event comes from
 * another thread, and must not meet the request's own thread while that adds the security headers.
 */
public class EventStream extends SseEmitter {
    /**
     * @param longest milliseconds until the reader has to ask again; 0 for no end
     */
    public EventStream(long longest) {
        super(longest);
    }

    @Override
    protected void extendResponse(ServerHttpResponse response) {
        super.extendResponse(response);
        try {
            response.getBody();
            response.flush();
        } catch (IOException e) {
            completeWithError(e); // the reader went away before it began
        }
    }
}
