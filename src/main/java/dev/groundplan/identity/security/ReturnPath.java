package dev.groundplan.identity.security;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Where to go after signing in: a path of this portal, never another site. */
public final class ReturnPath {
    private static final int LONGEST = 2000;

    private ReturnPath() {}

    /** The wish if it is a plain path with an optional query, else the start page. */
    public static String of(@Nullable String wish) {
        return wish != null && isOurs(wish) ? wish : "/";
    }

    /** The path and query of a full address, under the same rule. */
    static String ofAddress(String address) {
        try {
            URI uri = new URI(address);
            String query = uri.getRawQuery();
            return of(query == null ? uri.getRawPath() : uri.getRawPath() + "?" + query);
        } catch (URISyntaxException notAnAddress) {
            return "/";
        }
    }

    private static boolean isOurs(String wish) {
        // Browsers read "\" as "/", drop tabs and line ends, and take "//host" for another site.
        return wish.length() <= LONGEST
                && wish.startsWith("/")
                && !wish.contains("//")
                && wish.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\')
                && !wish.startsWith("/login")
                && !wish.startsWith("/logout")
                && parses(wish);
    }

    private static boolean parses(String wish) {
        try {
            URI uri = new URI(wish);
            return !uri.isAbsolute()
                    && uri.getRawAuthority() == null
                    && !uri.getPath().contains("..");
        } catch (URISyntaxException notAnAddress) {
            return false;
        }
    }
}
