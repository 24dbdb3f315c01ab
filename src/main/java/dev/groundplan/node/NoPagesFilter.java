package dev.groundplan.node;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** On a process without pages: says so to whoever asks for one. Only its health is told. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class NoPagesFilter extends OncePerRequestFilter {
    private static final String HEALTH = "/actuator/health";
    private static final String SENTENCE =
            "This node executes runs and serves no pages. Ask one that does.";

    private final Roles roles;

    NoPagesFilter(Roles roles) {
        this.roles = roles;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getServletPath();
        return roles.web() || path.equals(HEALTH) || path.startsWith(HEALTH + "/");
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var forPrograms = request.getServletPath().startsWith("/api/");
        response.setStatus(HttpStatus.MISDIRECTED_REQUEST.value());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setContentType(
                forPrograms
                        ? MediaType.APPLICATION_PROBLEM_JSON_VALUE
                        : MediaType.TEXT_PLAIN_VALUE);
        response.getWriter().write(forPrograms ? problem() : SENTENCE + "\n");
    }

    private static String problem() {
        return """
               {"type":"about:blank","title":"Misdirected Request","status":421,"detail":"%s"}"""
                .formatted(SENTENCE);
    }
}
