package dev.groundplan.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The trail as rows: they are added and read, and nothing else. */
@Repository
public class AuditRepository {
    private static final String SELECT =
            """
            select id, at, actor, actor_name, action, object_kind, object_id, team_id, detail from audit
            where (cast(:actor as varchar) is null
                    or lower(actor_name) like cast(:actor as varchar) escape '!')
                and (cast(:action as varchar) is null or action = cast(:action as varchar))
                and (cast(:object as varchar) is null or object_kind = cast(:object as varchar)
                    or object_id = cast(:object as varchar))
            """;
    private final JdbcClient jdbc;

    AuditRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What to show; null for all.
     *
     * @param actor part of a name
     * @param object a kind, such as "run", or an id
     */
    public record Filter(
            @Nullable String actor, @Nullable String action, @Nullable String object) {}

    void add(
            Instant at,
            @Nullable UUID actor,
            String actorName,
            String action,
            AuditObject object,
            String detail) {
        jdbc.sql(
                        """
                        insert into audit (at, actor, actor_name, action, object_kind, object_id, team_id, detail)
                        values (:at, :actor, :actorName, :action, :kind, :object, :team, :detail)
                        """)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("actor", actor)
                .param("actorName", actorName)
                .param("action", action)
                .param("kind", object.kind())
                .param("object", object.id())
                .param("team", object.team())
                .param("detail", detail)
                .update();
    }

    /** Newest first, those before an id; null for the newest. */
    public List<AuditEntry> older(Filter filter, @Nullable Long before, int limit) {
        return bound(" and id < :cursor order by id desc", filter)
                .param("cursor", before == null ? Long.MAX_VALUE : before)
                .param("limit", limit)
                .query(AuditEntry.class)
                .list();
    }

    /** Oldest first, those after an id. */
    public List<AuditEntry> newer(Filter filter, long after, int limit) {
        return bound(" and id > :cursor order by id", filter)
                .param("cursor", after)
                .param("limit", limit)
                .query(AuditEntry.class)
                .list();
    }

    private JdbcClient.StatementSpec bound(String more, Filter filter) {
        return jdbc.sql(SELECT + more + " fetch first :limit rows only")
                .param("actor", filter.actor() == null ? null : "%" + escaped(filter.actor()) + "%")
                .param("action", filter.action())
                .param("object", filter.object());
    }

    /** Every action that ever happened, by name. */
    public List<String> actions() {
        return jdbc.sql("select distinct action from audit order by action")
                .query(String.class)
                .list();
    }

    private static String escaped(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
    }
}
