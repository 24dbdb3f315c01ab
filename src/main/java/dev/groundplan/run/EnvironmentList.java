package dev.groundplan.run;

import dev.groundplan.catalog.TemplateVersionId;
import dev.groundplan.environment.Environment.Condition;
import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.identity.TeamId;
import dev.groundplan.identity.Viewer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Environments as lists show them: with what goes on in them, and only those that a viewer may see.
 */
@Repository
public class EnvironmentList {
    private static final UUID NOBODY = new UUID(0, 0);
    private final JdbcClient jdbc;

    EnvironmentList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One environment in a list.
     *
     * @param runKind of the run that changes it now, or waits to; null when none does
     */
    public record Item(
            EnvironmentId id,
            String name,
            String tier,
            TeamId teamId,
            String team,
            Condition condition,
            boolean live,
            @Nullable Instant driftedAt,
            TemplateVersionId templateVersionId,
            @Nullable RunKind runKind,
            @Nullable RunStatus runStatus,
            Instant changedAt,
            String changedBy) {}

    /**
     * By name.
     *
     * @param text part of the name; null for all
     * @param tier null for all
     * @param destroyed whether those that are gone are shown instead of those that live
     */
    public List<Item> page(
            Viewer viewer,
            @Nullable String text,
            @Nullable String tier,
            boolean destroyed,
            int offset,
            int limit) {
        var teams = viewer.teams().stream().map(TeamId::value).toList();
        return jdbc.sql(
                        """
                        select e.id, e.name, e.tier, e.team_id, t.title as team, e.condition,
                            (e.live_name is not null) as live, e.drifted_at, v.template_version_id,
                            coalesce(a.kind, q.kind) as run_kind, coalesce(a.status, q.status) as run_status,
                            l.created_at as changed_at, p.name as changed_by
                        from environment e
                            join team t on t.id = e.team_id
                            join environment_revision v on v.environment_id = e.id
                                and v.number = coalesce(e.applied_revision, e.last_revision)
                            join run l on l.environment_id = e.id and l.number = e.last_run_number
                            join person p on p.id = l.requested_by
                            left join run a on a.active_slot = e.id
                            left join run q on q.environment_id = e.id and q.status = 'QUEUED' and q.number =
                                (select min(w.number) from run w where w.environment_id = e.id and w.status = 'QUEUED')
                        where (:all = true or e.team_id in (:teams))
                            and (e.live_name is null) = :destroyed
                            and (cast(:text as varchar) is null or lower(e.name) like cast(:text as varchar) escape '!')
                            and (cast(:tier as varchar) is null or e.tier = cast(:tier as varchar))
                        order by lower(e.name), e.id offset :offset rows fetch next :limit rows only
                        """)
                .param("all", viewer.seesAll())
                .param("teams", teams.isEmpty() ? List.of(NOBODY) : teams)
                .param("destroyed", destroyed)
                .param("text", text == null ? null : "%" + escaped(text) + "%")
                .param("tier", tier)
                .param("offset", offset)
                .param("limit", limit)
                .query(Item.class)
                .list();
    }

    private static String escaped(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
    }
}
