package dev.groundplan.run.api;

import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.identity.TeamId;
import dev.groundplan.identity.Viewer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds the environments that a viewer may see, newest first, by keyset. */
@Repository
class EnvironmentSearch {
    private static final UUID NOBODY = new UUID(0, 0);
    private final JdbcClient jdbc;

    EnvironmentSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param gone also those that are destroyed or were never made
     * @param after the last one of the page before; null for the first page
     */
    record Query(
            @Nullable String team,
            @Nullable String tier,
            @Nullable String name,
            boolean gone,
            @Nullable UUID after) {}

    List<EnvironmentId> find(Viewer viewer, Query query, int limit) {
        return jdbc.sql(
                        """
                        select e.id from environment e join team t on t.id = e.team_id
                        where (:all or e.team_id in (:teams))
                            and (:gone or e.live_name is not null)
                            and (cast(:team as varchar) is null or t.name = cast(:team as varchar))
                            and (cast(:tier as varchar) is null or e.tier = cast(:tier as varchar))
                            and (cast(:name as varchar) is null or e.name = cast(:name as varchar))
                            and (cast(:after as uuid) is null or (e.created_at, e.id) <
                                (select a.created_at, a.id from environment a
                                where a.id = cast(:after as uuid)))
                        order by e.created_at desc, e.id desc fetch first :limit rows only
                        """)
                .param("all", viewer.seesAll())
                .param("teams", teams(viewer))
                .param("gone", query.gone())
                .param("team", query.team())
                .param("tier", query.tier())
                .param("name", query.name())
                .param("after", query.after())
                .param("limit", limit)
                .query((row, n) -> new EnvironmentId(row.getObject("id", UUID.class)))
                .list();
    }

    /** A list in SQL must not be empty. */
    private static List<UUID> teams(Viewer viewer) {
        return viewer.teams().isEmpty()
                ? List.of(NOBODY)
                : viewer.teams().stream().map(TeamId::value).toList();
    }
}
