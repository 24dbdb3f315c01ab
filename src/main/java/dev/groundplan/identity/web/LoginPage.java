package dev.groundplan.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What the login page says above its form.
 *
 * @param problem why the last attempt was refused; null when there was none
 * @param notice why the person is here; null when they came by themselves
 */
record LoginPage(@Nullable String problem, @Nullable String notice) {
    private static final int LONGEST_NUMBER = 5;

    static LoginPage of(HttpServletRequest request) {
        return new LoginPage(problem(request), notice(request));
    }

    private static @Nullable String problem(HttpServletRequest request) {
        String wait = request.getParameter("wait");
        if (wait != null
                && wait.length() <= LONGEST_NUMBER
                && wait.chars().allMatch(c -> c >= '0' && c <= '9')) {
            String unit = wait.equals("1") ? " second" : " seconds";
            return "Too many failed logins. Wait " + wait + unit + " and try again.";
        }
        return request.getParameter("failed") == null
                ? null
                : "Wrong username or password. Check both and try again.";
    }

    private static @Nullable String notice(HttpServletRequest request) {
        if (request.getParameter("expired") != null) {
            return "You were signed out because your session ended. Sign in to go on.";
        }
        return request.getParameter("left") == null ? null : "You are signed out.";
    }
}
