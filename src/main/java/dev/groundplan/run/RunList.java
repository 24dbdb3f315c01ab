package dev.groundplan.run;

import dev.groundplan.catalog.TemplateVersionId;
import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.identity.PersonId;
import dev.groundplan.identity.TeamId;
import dev.groundplan.identity.Viewer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Runs as lists show them: with the names of what they are about, and only those that a viewer may
 * see.
 */
@Repository
public class RunList {
    private static final UUID NOBODY = new UUID(0, 0);
    private static final String SELECT =
            """
            select r.id, r.environment_id, r.number, r.kind, r.status, r.plan_only, r.part, r.reason, r.effect,
                r.effect_done, r.effect_planned, r.created_at, r.ended_at, r.requested_by,
                e.name as environment, e.tier, e.team_id, t.title as team, p.name as requester,
                v.template_version_id,
                (select pl.counts from plan pl where pl.run_id = r.id
                    order by pl.part desc, pl.attempt desc fetch first 1 rows only) as counts,
                (select max(ev.at) from run_event ev where ev.run_id = r.id) as changed_at
            from run r
                join environment e on e.id = r.environment_id
                join team t on t.id = e.team_id
                join person p on p.id = r.requested_by
                join environment_revision v on v.environment_id = r.environment_id and v.number = r.revision
            where (:all = true or e.team_id in (:teams))
            """;
    private final JdbcClient jdbc;

    RunList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One run in a list.
     *
     * @param counts of its newest plan, as JSON; null before there is one
     * @param changedAt of its last change of status
     */
    public record Item(
            RunId id,
            EnvironmentId environmentId,
            int number,
            RunKind kind,
            RunStatus status,
            boolean planOnly,
            int part,
            String reason,
            @Nullable Effect effect,
            int effectDone,
            int effectPlanned,
            Instant createdAt,
            @Nullable Instant endedAt,
            PersonId requestedBy,
            String environment,
            String tier,
            TeamId teamId,
            String team,
            String requester,
            TemplateVersionId templateVersionId,
            @Nullable String counts,
            Instant changedAt) {}

    /**
     * What to list.
     *
     * @param text part of an environment's, team's or person's name; null for all
     * @param statuses empty for all
     * @param environment null for all
     * @param requester null for all
     */
    public record Filter(
            @Nullable String text,
            Collection<RunStatus> statuses,
            @Nullable EnvironmentId environment,
            @Nullable PersonId requester) {
        public static Filter of(Collection<RunStatus> statuses) {
            return new Filter(null, statuses, null, null);
        }
    }

    /** Where a page begins; runs after it in the order of the list. */
    public record Cursor(Instant createdAt, RunId id) {}

    /** Newest first, those that come after the cursor. */
    public List<Item> older(Viewer viewer, Filter filter, @Nullable Cursor cursor, int limit) {
        return page(viewer, filter, cursor, limit, "<", "desc");
    }

    /** Oldest first, those that come before the cursor in the list of {@link #older}. */
    public List<Item> newer(Viewer viewer, Filter filter, Cursor cursor, int limit) {
        return page(viewer, filter, cursor, limit, ">", "asc");
    }

    private List<Item> page(
            Viewer viewer,
            Filter filter,
            @Nullable Cursor cursor,
            int limit,
            String compare,
            String order) {
        var sql =
                SELECT
                        + where(filter)
                        + (cursor == null
                                ? ""
                                : " and (r.created_at, r.id) " + compare + " (:at, :id)")
                        + " order by r.created_at "
                        + order
                        + ", r.id "
                        + order
                        + " fetch first :limit rows only";
        return bound(jdbc.sql(sql), viewer, filter)
                .param("limit", limit)
                .param("at", cursor == null ? null : cursor.createdAt().atOffset(ZoneOffset.UTC))
                .param("id", cursor == null ? null : cursor.id().value())
                .query(Item.class)
                .list();
    }

    /**
     * Everything that is under way or waits, over all teams: the queue shows foreign ones without
     * names.
     */
    public List<Item> unfinished() {
        return jdbc.sql(
                        SELECT
                                + """
                                 and r.status in ('QUEUED', 'PLANNING', 'AWAITING_APPROVAL', 'APPROVED', 'APPLYING', 'UNKNOWN')
                                order by r.created_at, r.id fetch first 500 rows only
                                """)
                .param("all", true)
                .param("teams", List.of(NOBODY))
                .query(Item.class)
                .list();
    }

    /**
     * How many runs wait for a decision in teams where the viewer approves, the own requests left
     * out.
     */
    public int countWaiting(Viewer viewer) {
        var teams =
                viewer.roles().keySet().stream()
                        .filter(viewer::mayApprove)
                        .map(TeamId::value)
                        .toList();
        return teams.isEmpty()
                ? 0
                : jdbc.sql(
                                """
                                select count(*) from run r join environment e on e.id = r.environment_id
                                where r.status = 'AWAITING_APPROVAL' and e.team_id in (:teams) and r.requested_by <> :me
                                """)
                        .param("teams", teams)
                        .param("me", viewer.id().value())
                        .query(Integer.class)
                        .single();
    }

    private static String where(Filter filter) {
        return (filter.text() == null
                        ? ""
                        : " and (lower(e.name) like :text escape '!' or lower(p.name) like :text escape '!'"
                                + " or lower(t.title) like :text escape '!')")
                + (filter.statuses().isEmpty() ? "" : " and r.status in (:statuses)")
                + (filter.environment() == null ? "" : " and r.environment_id = :environment")
                + (filter.requester() == null ? "" : " and r.requested_by = :requester");
    }

    private static JdbcClient.StatementSpec bound(
            JdbcClient.StatementSpec statement, Viewer viewer, Filter filter) {
        var teams = viewer.teams().stream().map(TeamId::value).toList();
        var environment = filter.environment();
        var requester = filter.requester();
        return statement
                .param("all", viewer.seesAll())
                .param("teams", teams.isEmpty() ? List.of(NOBODY) : teams)
                .param("text", filter.text() == null ? null : "%" + escaped(filter.text()) + "%")
                .param("statuses", filter.statuses().stream().map(Enum::name).toList())
                .param("environment", environment == null ? null : environment.value())
                .param("requester", requester == null ? null : requester.value());
    }

    private static String escaped(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
    }
}
