package dev.groundplan.environment;

import dev.groundplan.catalog.TemplateVersionId;
import dev.groundplan.environment.Environment.Condition;
import dev.groundplan.identity.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Environments and their revisions, as rows. */
@Repository
class EnvironmentRepository {
    private static final String COLUMNS =
            """
            id, team_id, tier, name, live_name, condition, last_run_number, last_revision, applied_revision,
            drifted_at, version, created_by, created_at
            """;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    EnvironmentRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<Environment> find(EnvironmentId id) {
        return jdbc.sql("select " + COLUMNS + " from environment where id = :id")
                .param("id", id.value())
                .query(Environment.class)
                .optional();
    }

    /**
     * Waits for whoever holds it: every change of an environment or its runs goes through this
     * lock.
     */
    Optional<Environment> lock(EnvironmentId id) {
        return jdbc.sql("select " + COLUMNS + " from environment where id = :id for update")
                .param("id", id.value())
                .query(Environment.class)
                .optional();
    }

    Optional<Environment> findLive(UUID team, String name) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + " from environment where team_id = :team and live_name = :name")
                .param("team", team)
                .param("name", name)
                .query(Environment.class)
                .optional();
    }

    void insert(Environment environment) {
        jdbc.sql(
                        """
                        insert into environment (id, team_id, tier, name, live_name, condition, created_by, created_at)
                        values (:id, :team, :tier, :name, :liveName, :condition, :by, :at)
                        """)
                .param("id", environment.id().value())
                .param("team", environment.teamId().value())
                .param("tier", environment.tier())
                .param("name", environment.name())
                .param("liveName", environment.liveName())
                .param("condition", environment.condition().name())
                .param("by", environment.createdBy().value())
                .param("at", environment.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    int nextRunNumber(Environment locked) {
        jdbc.sql(
                        "update environment set last_run_number = last_run_number + 1, version = version + 1 where id = :id")
                .param("id", locked.id().value())
                .update();
        return locked.lastRunNumber() + 1;
    }

    void raiseRunNumber(Environment locked, int number) {
        jdbc.sql(
                        """
                        update environment set last_run_number = :number, version = version + 1
                        where id = :id and last_run_number < :number
                        """)
                .param("number", number)
                .param("id", locked.id().value())
                .update();
    }

    List<EnvironmentId> live() {
        return jdbc
                .sql(
                        "select id from environment where live_name is not null order by created_at, id")
                .query(UUID.class)
                .list()
                .stream()
                .map(EnvironmentId::new)
                .toList();
    }

    void addRevision(Revision revision) {
        jdbc.sql(
                        """
                        insert into environment_revision (environment_id, number, template_version_id, given,
                            requested_by, created_at)
                        values (:environment, :number, :template, :given, :by, :at)
                        """)
                .param("environment", revision.environmentId().value())
                .param("number", revision.number())
                .param("template", revision.templateVersionId().value())
                .param("given", revision.values().toString())
                .param("by", revision.requestedBy().value())
                .param("at", revision.createdAt().atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("update environment set last_revision = :number where id = :id")
                .param("number", revision.number())
                .param("id", revision.environmentId().value())
                .update();
    }

    Optional<Revision> revision(EnvironmentId id, int number) {
        return jdbc.sql(
                        """
                        select environment_id, number, template_version_id, given, requested_by, created_at
                        from environment_revision where environment_id = :id and number = :number
                        """)
                .param("id", id.value())
                .param("number", number)
                .query((row, n) -> revision(row))
                .optional();
    }

    private Revision revision(ResultSet row) throws SQLException {
        return new Revision(
                new EnvironmentId(row.getObject("environment_id", UUID.class)),
                row.getInt("number"),
                new TemplateVersionId(row.getObject("template_version_id", UUID.class)),
                (ObjectNode) json.readTree(row.getString("given")),
                new PersonId(row.getObject("requested_by", UUID.class)),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    boolean hasIncompleteSteps(EnvironmentId id) {
        return jdbc.sql(
                                """
                                select count(*) from environment_step
                                where environment_id = :id and condition = 'INCOMPLETE'
                                """)
                        .param("id", id.value())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    void settle(
            EnvironmentId id,
            Condition condition,
            @Nullable String liveName,
            @Nullable Integer appliedRevision) {
        jdbc.sql(
                        """
                        update environment set condition = :condition, live_name = :liveName,
                            applied_revision = :applied, version = version + 1
                        where id = :id
                        """)
                .param("condition", condition.name())
                .param("liveName", liveName)
                .param("applied", appliedRevision)
                .param("id", id.value())
                .update();
    }

    void drifted(EnvironmentId id, @Nullable OffsetDateTime at) {
        jdbc.sql("update environment set drifted_at = :at, version = version + 1 where id = :id")
                .param("at", at)
                .param("id", id.value())
                .update();
    }
}
