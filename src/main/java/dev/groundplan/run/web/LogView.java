package dev.groundplan.run.web;

import dev.groundplan.run.log.LogHtml;
import org.jspecify.annotations.Nullable;

/**
 * A window of the log.
 *
 * @param lines of the window, oldest first
 * @param lastSeq the newest chunk in it: the live stream goes on after it
 * @param firstLine number of the first line in the window; 0 when there are none
 * @param earlierUrl the window before; null at the start
 * @param laterUrl the window after; null at the end
 * @param emptySentence what to say while there are no lines
 */
record LogView(
        LogHtml lines,
        long lastSeq,
        long firstLine,
        long lastLine,
        @Nullable String earlierUrl,
        @Nullable String laterUrl,
        String pageUrl,
        String rawUrl,
        boolean live,
        String emptySentence) {}
