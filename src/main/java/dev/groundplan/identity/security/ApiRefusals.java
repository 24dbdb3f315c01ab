package dev.groundplan.identity.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import tools.jackson.databind.json.JsonMapper;

/** What a program gets that may not go on: a problem document (RFC 9457). */
class ApiRefusals implements AuthenticationEntryPoint, AccessDeniedHandler {
    private final JsonMapper json;
    private final String scheme;
    private final String advice;

    /** Scheme is what the program is asked to authenticate with, e.g. Bearer. */
    ApiRefusals(JsonMapper json, String scheme, String advice) {
        this.json = json;
        this.scheme = scheme;
        this.advice = advice;
    }

    @Override
    public void commence(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        if (why instanceof TooManyAttemptsException tooMany) {
            response.setHeader(
                    HttpHeaders.RETRY_AFTER, String.valueOf(tooMany.remaining().toSeconds()));
            answer(
                    HttpStatus.TOO_MANY_REQUESTS,
                    String.valueOf(why.getMessage()),
                    request,
                    response);
            return;
        }
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, scheme + " realm=\"Groundplan\"");
        answer(HttpStatus.UNAUTHORIZED, advice, request, response);
    }

    @Override
    public void handle(
            HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException {
        answer(HttpStatus.FORBIDDEN, String.valueOf(why.getMessage()), request, response);
    }

    private void answer(
            HttpStatus status,
            String detail,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", status.getReasonPhrase());
        problem.put("status", status.value());
        problem.put("detail", detail);
        problem.put("instance", request.getRequestURI());
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.getWriter().write(json.writeValueAsString(problem));
    }
}
