package dev.groundplan.run.api;

import dev.groundplan.identity.TeamId;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.RunId;
import dev.groundplan.run.RunStatus;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds the runs that a viewer may see, newest first, by keyset. */
@Repository
class RunSearch {
    private static final UUID NOBODY = new UUID(0, 0);
    private final JdbcClient jdbc;

    RunSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param statuses any of them; empty for all
     * @param after the last run of the page before; null for the first page
     */
    record Query(List<RunStatus> statuses, @Nullable UUID environment, @Nullable UUID after) {}

    List<RunId> find(Viewer viewer, Query query, int limit) {
        return jdbc.sql(
                        """
                        select r.id from run r join environment e on e.id = r.environment_id
                        where (:all or e.team_id in (:teams))
                            and (:anyStatus or r.status in (:statuses))
                            and (cast(:environment as uuid) is null
                                or r.environment_id = cast(:environment as uuid))
                            and (cast(:after as uuid) is null or (r.created_at, r.id) <
                                (select a.created_at, a.id from run a where a.id = cast(:after as uuid)))
                        order by r.created_at desc, r.id desc fetch first :limit rows only
                        """)
                .param("all", viewer.seesAll())
                .param("teams", teams(viewer))
                .param("anyStatus", query.statuses().isEmpty())
                .param("statuses", statuses(query))
                .param("environment", query.environment())
                .param("after", query.after())
                .param("limit", limit)
                .query((row, n) -> new RunId(row.getObject("id", UUID.class)))
                .list();
    }

    private static List<String> statuses(Query query) {
        return query.statuses().isEmpty()
                ? List.of("")
                : query.statuses().stream().map(RunStatus::name).toList();
    }

    /** A list in SQL must not be empty. */
    static List<UUID> teams(Viewer viewer) {
        return viewer.teams().isEmpty()
                ? List.of(NOBODY)
                : viewer.teams().stream().map(TeamId::value).toList();
    }
}
