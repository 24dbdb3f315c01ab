package dev.groundplan.run.api;

import dev.groundplan.identity.Viewer;
import dev.groundplan.run.RunId;
import dev.groundplan.run.RunList;
import dev.groundplan.run.RunList.Cursor;
import dev.groundplan.run.RunService;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists of what a viewer may see, with one row more than asked for when there is a next page. */
@Component
class Listings {
    private final EnvironmentSearch search;
    private final EnvironmentAnswers environments;
    private final RunList list;
    private final RunService runs;
    private final RunAnswers answers;
    private final Seen seen;

    Listings(
            EnvironmentSearch search,
            EnvironmentAnswers environments,
            RunList list,
            RunService runs,
            RunAnswers answers,
            Seen seen) {
        this.search = search;
        this.environments = environments;
        this.list = list;
        this.runs = runs;
        this.answers = answers;
        this.seen = seen;
    }

    List<EnvironmentItem> environments(Viewer viewer, EnvironmentSearch.Query query, int limit) {
        return search.find(viewer, query, limit + 1).stream().map(environments::item).toList();
    }

    /**
     * @param after the last run of the page before; null for the first page
     */
    List<RunItem> runs(Viewer viewer, RunList.Filter filter, @Nullable UUID after, int limit) {
        var cursor =
                after == null
                        ? null
                        : new Cursor(
                                seen.run(after, viewer).request().createdAt(), new RunId(after));
        return list.older(viewer, filter, cursor, limit + 1).stream()
                .map(RunList.Item::id)
                .map(runs::get)
                .map(answers::item)
                .toList();
    }
}
