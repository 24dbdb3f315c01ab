package dev.groundplan.engine;

import java.util.UUID;

/** One execution of one step in one phase. */
public record ExecutionId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
