package dev.groundplan.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** What the login page says above its form, from the address it was called with. */
final class LoginPage {
    private static final int LONGEST_NUMBER = 5;

    private LoginPage() {}

    /** Why the last attempt was refused; null when there was none. */
    static @Nullable String problem(HttpServletRequest request) {
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

    /** Why the person is here; null when they came by themselves. */
    static @Nullable String notice(HttpServletRequest request) {
        if (request.getParameter("expired") != null) {
            return "You were signed out because your session ended. Sign in to go on.";
        }
        return request.getParameter("left") == null ? null : "You are signed out.";
    }
}
