package dev.groundplan.identity.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/** What a browser gets that may not go on: the login page, or the page that says why not. */
class BrowserRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {
    private static final String LOGIN = "/login";
    private static final String EXPIRED = "/login?expired";

    @Override
    public void commence(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        boolean wasSignedIn =
                SessionEnd.happened(request) || request.getHeader("HX-Request") != null;
        SessionEnd.sendTo(wasSignedIn ? EXPIRED : LOGIN, request, response);
    }

    @Override
    public void handle(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        // The token of a form goes with its session: after the end of one the form is not forged
        // but old.
        if (why instanceof CsrfException && SessionEnd.happened(request)) {
            SessionEnd.sendTo(EXPIRED, request, response);
            return;
        }
        response.sendError(HttpServletResponse.SC_FORBIDDEN);
    }
}
