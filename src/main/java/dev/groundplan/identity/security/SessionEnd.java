package dev.groundplan.identity.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Sends a browser elsewhere, in the way its request asks for. */
final class SessionEnd {
    private static final String MARK = SessionEnd.class.getName();

    private SessionEnd() {}

    /** Remembers that this request came with a session that ended. */
    static void mark(HttpServletRequest request) {
        request.setAttribute(MARK, true);
    }

    static boolean happened(HttpServletRequest request) {
        boolean unknownSession =
                request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid();
        return request.getAttribute(MARK) != null || unknownSession;
    }

    /**
     * The whole page goes there: a redirect would put it inside the fragment that htmx asked for.
     */
    static void sendTo(String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", request.getContextPath() + path);
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        } else if (String.valueOf(request.getHeader("Accept")).contains("text/event-stream")) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        } else {
            response.sendRedirect(request.getContextPath() + path);
        }
    }
}
