package dev.groundplan.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a tool can be used on this worker.
 *
 * @param versions usable versions, newest first; empty when the tool is missing
 * @param digest SHA-256 of the newest version's binary, as {@code sha256:…}; null for engines
 *     inside the JVM
 * @param missing why it can't be used and how to get it, as sentences; null when it can
 */
public record Availability(
        List<String> versions, @Nullable String digest, @Nullable String missing) {
    public static Availability of(String version, @Nullable String digest) {
        return new Availability(List.of(version), digest, null);
    }

    public static Availability missing(String why) {
        return new Availability(List.of(), null, why);
    }

    public boolean usable() {
        return missing == null;
    }
}
