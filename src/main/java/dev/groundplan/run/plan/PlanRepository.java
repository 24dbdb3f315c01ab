package dev.groundplan.run.plan;

import dev.groundplan.engine.Guarantee;
import dev.groundplan.run.RunId;
import dev.groundplan.store.ArtifactId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Plans as rows. */
@Repository
class PlanRepository {
    private static final String COLUMNS =
            """
            id, run_id, part, attempt, digest, manifest, guarantee, counts, destructive, complete, approvals_needed,
            bundle_artifact_id, created_at, voided_at
            """;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    PlanRepository(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void insert(Plan plan) {
        var bundle = plan.bundle();
        jdbc.sql(
                        """
                        insert into plan (id, run_id, part, attempt, digest, manifest, guarantee, counts, destructive,
                            complete, approvals_needed, bundle_artifact_id, created_at)
                        values (:id, :run, :part, :attempt, :digest, :manifest, :guarantee, :counts, :destructive,
                            :complete, :needed, :bundle, :at)
                        """)
                .param("id", plan.id().value())
                .param("run", plan.runId().value())
                .param("part", plan.part())
                .param("attempt", plan.attempt())
                .param("digest", plan.digest())
                .param("manifest", plan.manifest())
                .param("guarantee", plan.guarantee().name())
                .param("counts", json.writeValueAsString(plan.counts()))
                .param("destructive", plan.destructive())
                .param("complete", plan.complete())
                .param("needed", plan.approvalsNeeded())
                .param("bundle", bundle == null ? null : bundle.value())
                .param("at", plan.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Earlier plans of the part no longer count, and neither do their approvals. */
    void voidOthers(RunId run, Instant now) {
        jdbc.sql("update plan set voided_at = :now where run_id = :run and voided_at is null")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("run", run.value())
                .update();
    }

    Optional<Plan> current(RunId run) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + """
                                 from plan where run_id = :run
                                order by part desc, attempt desc fetch first 1 rows only
                                """)
                .param("run", run.value())
                .query((row, n) -> plan(row))
                .optional();
    }

    Optional<Plan> find(PlanId id) {
        return jdbc.sql("select " + COLUMNS + " from plan where id = :id")
                .param("id", id.value())
                .query((row, n) -> plan(row))
                .optional();
    }

    java.util.List<Plan> of(RunId run) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + " from plan where run_id = :run order by part, attempt")
                .param("run", run.value())
                .query((row, n) -> plan(row))
                .list();
    }

    private Plan plan(ResultSet row) throws SQLException {
        var bundle = row.getObject("bundle_artifact_id", UUID.class);
        var voided = row.getObject("voided_at", OffsetDateTime.class);
        return new Plan(
                new PlanId(row.getObject("id", UUID.class)),
                new RunId(row.getObject("run_id", UUID.class)),
                row.getInt("part"),
                row.getInt("attempt"),
                row.getString("digest"),
                row.getString("manifest"),
                Guarantee.valueOf(row.getString("guarantee")),
                json.readValue(row.getString("counts"), PlanCounts.class),
                row.getBoolean("destructive"),
                row.getBoolean("complete"),
                row.getInt("approvals_needed"),
                bundle == null ? null : new ArtifactId(bundle),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                voided == null ? null : voided.toInstant());
    }
}
