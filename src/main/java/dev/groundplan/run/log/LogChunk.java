package dev.groundplan.run.log;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Some lines of one stream of one phase, masked already.
 *
 * @param seq from 1 without gaps within the run
 * @param firstLine number of its first line within the run, from 1
 * @param text the lines, joined by line feeds, without one at the end
 */
public record LogChunk(
        UUID runId,
        int seq,
        @Nullable UUID executionId,
        @Nullable String step,
        String phase,
        String stream,
        Instant at,
        int firstLine,
        int lines,
        String text) {}
