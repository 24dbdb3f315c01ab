package dev.groundplan.environment;

import java.util.UUID;

/** Names one environment. */
public record EnvironmentId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
