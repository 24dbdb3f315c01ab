package dev.groundplan.run.web;

import dev.groundplan.page.StatusMark;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first page after signing in.
 *
 * @param greeting "Good to see you, Ada"
 * @param steps of the first use; empty once they are done
 * @param eventsUrl of the live stream
 */
record HomeView(
        String greeting,
        List<Step> steps,
        List<Item> waiting,
        List<Item> runs,
        List<Item> environments,
        boolean mayRequest,
        String eventsUrl) {

    /**
     * @param url null when there is nothing to do for it
     */
    record Step(
            boolean done,
            String title,
            String help,
            @Nullable String url,
            @Nullable String button) {}

    record Item(
            String id,
            String url,
            String title,
            String subtitle,
            StatusMark status,
            @Nullable Instant at,
            List<Note> notes) {}

    record Note(String text, String tone) {}
}
