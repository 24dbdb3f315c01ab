package dev.groundplan.run;

import java.util.UUID;

/** Names one run. */
public record RunId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
