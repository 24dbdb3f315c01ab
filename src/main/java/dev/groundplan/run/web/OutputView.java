package dev.groundplan.run.web;

import org.jspecify.annotations.Nullable;

/**
 * One output of an environment.
 *
 * @param text what is shown and copied; for a secret it is only shown on request, so it is empty
 *     here
 * @param revealUrl where an allowed person gets a secret; null when not secret or not allowed
 */
record OutputView(
        String name,
        String title,
        Kind kind,
        String text,
        @Nullable String help,
        @Nullable String revealUrl) {

    public enum Kind {
        TEXT,
        LINK,
        COMMAND,
        BLOCK,
        SECRET
    }
}
