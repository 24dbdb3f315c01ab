package dev.groundplan.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Refuses a request that names one thing in its path and another one in its query or form: 400.
 * Only ids count: a form may well have a field "name" below a path with a name.
 */
class ConflictingParameters implements HandlerInterceptor {
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F-]{36}");

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        boolean conflict =
                variables instanceof Map<?, ?> map
                        && map.entrySet().stream().anyMatch(entry -> conflicts(entry, request));
        if (conflict) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        }
        return !conflict;
    }

    private static boolean conflicts(Map.Entry<?, ?> variable, HttpServletRequest request) {
        String[] others = request.getParameterValues(String.valueOf(variable.getKey()));
        String value = String.valueOf(variable.getValue());
        return others != null
                && ID.matcher(value).matches()
                && !Arrays.stream(others).allMatch(value::equals);
    }
}
