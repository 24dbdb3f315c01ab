package dev.groundplan.run.api;

import dev.groundplan.environment.Environment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The applied revision of an environment as an entity tag; 0 before the first apply. */
final class Revisions {
    private static final int NONE = -1;

    private Revisions() {}

    static String etag(Environment environment) {
        return "\"" + applied(environment) + "\"";
    }

    private static int applied(Environment environment) {
        var applied = environment.appliedRevision();
        return applied == null ? 0 : applied;
    }

    /** The revision that {@code If-Match} asks for; null for any, one that never is for none. */
    static @Nullable Integer expected(@Nullable String ifMatch, Environment environment) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return null;
        }
        var matches =
                Arrays.stream(ifMatch.split(","))
                        .map(String::strip)
                        .anyMatch(etag(environment)::equals);
        return matches ? applied(environment) : NONE;
    }
}
