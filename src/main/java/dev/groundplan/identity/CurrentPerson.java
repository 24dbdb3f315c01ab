package dev.groundplan.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The signed-in person of one request, as the database has them right now.
 *
 * @param scopes what the API token of this request allows; null when the request came with a
 *     session
 */
public record CurrentPerson(
        Viewer viewer, Theme theme, boolean mustChangePassword, @Nullable Set<TokenScope> scopes) {

    private static final String ATTRIBUTE = CurrentPerson.class.getName();

    /** The person of this request; empty when nobody is signed in. */
    public static Optional<CurrentPerson> of(HttpServletRequest request) {
        return Optional.ofNullable((CurrentPerson) request.getAttribute(ATTRIBUTE));
    }

    /** Makes this person the one that the rest of the request sees. */
    public void attachTo(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /**
     * The same person with what the token allows: a read-only token turns an owner into a viewer.
     */
    public CurrentPerson narrowedTo(Set<TokenScope> allowed) {
        return new CurrentPerson(
                TokenRights.narrow(viewer, allowed), theme, mustChangePassword, allowed);
    }

    public boolean hasScope(TokenScope scope) {
        return scopes == null || scopes.contains(scope);
    }
}
