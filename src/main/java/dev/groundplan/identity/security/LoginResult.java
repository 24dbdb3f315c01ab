package dev.groundplan.identity.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;

/**
 * Where a browser goes after a login: to the page it wanted, or back to the login page with the
 * reason.
 */
class LoginResult implements AuthenticationSuccessHandler, AuthenticationFailureHandler {
    /** Remembers only whole pages: nobody wants to land on a fragment or an event stream. */
    static final HttpSessionRequestCache PAGES = pages();

    // Null switches a marker off that would show up in addresses; the parameter is only not marked
    // so.
    @SuppressWarnings("NullAway")
    private static HttpSessionRequestCache pages() {
        HttpSessionRequestCache cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(LoginResult::isPage);
        cache.setMatchingRequestParameterName(null);
        return cache;
    }

    private static boolean isPage(HttpServletRequest request) {
        return request.getMethod().equals("GET")
                && request.getHeader("HX-Request") == null
                && String.valueOf(request.getHeader("Accept")).contains("text/html");
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        SavedRequest wanted = PAGES.getRequest(request, response);
        PAGES.removeRequest(request, response);
        String path = wanted == null ? "/" : ReturnPath.ofAddress(wanted.getRedirectUrl());
        response.sendRedirect(path.equals("/") ? request.getContextPath() + "/" : path);
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        String reason =
                why instanceof TooManyAttemptsException tooMany
                        ? "wait=" + tooMany.remaining().toSeconds()
                        : "failed";
        response.sendRedirect(request.getContextPath() + "/login?" + reason);
    }
}
