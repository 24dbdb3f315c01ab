package dev.groundplan.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a phase may take before its process is killed.
 *
 * @param total from start to end; null for no limit
 * @param silence without a byte of output; null for no limit
 */
public record Limits(@Nullable Duration total, @Nullable Duration silence) {
    public static final Limits NONE = new Limits(null, null);
}
