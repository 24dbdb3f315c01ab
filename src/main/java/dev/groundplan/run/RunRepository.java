package dev.groundplan.run;

import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.identity.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Runs as rows. Only {@link RunService} writes them. */
@Repository
class RunRepository {
    private static final String COLUMNS =
            """
            id, environment_id, number, kind, status, plan_only, revision, part, reason, requested_by, engines,
            active_slot, cancel_requested_at, cancel_requested_by, kill_requested_at, reconciles_run_id,
            superseded_by, applied_any, plan_attempts, effect, effect_done, effect_planned, failure, problems, epoch,
            worker_id, version, created_at, ended_at
            """;
    private final JdbcClient jdbc;

    RunRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Run> find(RunId id) {
        return jdbc.sql("select " + COLUMNS + " from run where id = :id")
                .param("id", id.value())
                .query((row, n) -> run(row))
                .optional();
    }

    Optional<Run> lock(RunId id) {
        return jdbc.sql("select " + COLUMNS + " from run where id = :id for update")
                .param("id", id.value())
                .query((row, n) -> run(row))
                .optional();
    }

    /** The run that may change the environment now. */
    Optional<Run> active(EnvironmentId environment) {
        return jdbc.sql("select " + COLUMNS + " from run where active_slot = :environment")
                .param("environment", environment.value())
                .query((row, n) -> run(row))
                .optional();
    }

    /** Runs that wait for the environment's slot, in their order. */
    List<Run> waiting(EnvironmentId environment) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + """
                                 from run where environment_id = :environment and status = 'QUEUED'
                                    and plan_only = false and kind <> 'REFRESH' order by number
                                """)
                .param("environment", environment.value())
                .query((row, n) -> run(row))
                .list();
    }

    List<Run> ofEnvironment(EnvironmentId environment, int limit) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + """
                                 from run where environment_id = :environment order by number desc
                                fetch first :limit rows only
                                """)
                .param("environment", environment.value())
                .param("limit", limit)
                .query((row, n) -> run(row))
                .list();
    }

    Optional<Run> find(EnvironmentId environment, int number) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + " from run where environment_id = :environment and number = :number")
                .param("environment", environment.value())
                .param("number", number)
                .query((row, n) -> run(row))
                .optional();
    }

    List<Run> unfinishedWithoutWaiting() {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + " from run where status in ('QUEUED', 'PLANNING', 'APPROVED', 'APPLYING') order by created_at")
                .query((row, n) -> run(row))
                .list();
    }

    List<Run> unknown() {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + " from run where status = 'UNKNOWN' order by created_at")
                .query((row, n) -> run(row))
                .list();
    }

    List<Run> claimedBy(List<UUID> workers) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + " from run where status in ('PLANNING', 'APPLYING', 'UNKNOWN')"
                                + " and worker_id in (:workers) order by created_at")
                .param("workers", workers)
                .query((row, n) -> run(row))
                .list();
    }

    void insert(Run run) {
        var request = run.request();
        jdbc.sql(
                        """
                        insert into run (id, environment_id, number, kind, status, plan_only, revision, part, reason,
                            requested_by, engines, reconciles_run_id, created_at)
                        values (:id, :environment, :number, :kind, :status, :planOnly, :revision, :part, :reason,
                            :by, :engines, :reconciles, :at)
                        """)
                .param("id", run.id().value())
                .param("environment", request.environmentId().value())
                .param("number", request.number())
                .param("kind", request.kind().name())
                .param("status", run.status().name())
                .param("planOnly", request.planOnly())
                .param("revision", request.revision())
                .param("part", run.part())
                .param("reason", request.reason())
                .param("by", request.requestedBy().value())
                .param("engines", request.engines())
                .param("reconciles", value(request.reconciles()))
                .param("at", request.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whether the row still was as loaded, and now is as given. */
    boolean update(Run run) {
        return jdbc.sql(
                                """
                                update run set status = :status, part = :part, active_slot = :slot,
                                    cancel_requested_at = :cancelAt, cancel_requested_by = :cancelBy,
                                    kill_requested_at = :killAt, superseded_by = :supersededBy,
                                    applied_any = :appliedAny, plan_attempts = :attempts, epoch = :epoch,
                                    worker_id = :worker, effect = :effect, effect_done = :done,
                                    effect_planned = :planned, failure = :failure, problems = :problems,
                                    ended_at = :endedAt, version = version + 1
                                where id = :id and version = :version
                                """)
                        .params(changing(run))
                        .update()
                == 1;
    }

    private static Map<String, @Nullable Object> changing(Run run) {
        var params = new HashMap<String, @Nullable Object>();
        params.put("id", run.id().value());
        params.put("version", run.version());
        params.put("status", run.status().name());
        params.put("part", run.part());
        params.put("slot", run.activeSlot());
        params.put("cancelAt", offset(run.cancellation().requestedAt()));
        var canceledBy = run.cancellation().requestedBy();
        params.put("cancelBy", canceledBy == null ? null : canceledBy.value());
        params.put("killAt", offset(run.cancellation().killRequestedAt()));
        params.put("supersededBy", value(run.supersededBy()));
        params.put("appliedAny", run.appliedAny());
        params.put("attempts", run.claim().planAttempts());
        params.put("epoch", run.claim().epoch());
        params.put("worker", run.claim().workerId());
        putEnding(params, run.ending());
        return params;
    }

    private static void putEnding(Map<String, @Nullable Object> params, @Nullable Ending ending) {
        params.put("effect", ending == null ? null : ending.effect().name());
        params.put("done", ending == null ? 0 : ending.done());
        params.put("planned", ending == null ? 0 : ending.planned());
        params.put("failure", ending == null ? null : ending.failure());
        params.put("problems", ending == null ? null : ending.problems());
        params.put("endedAt", ending == null ? null : offset(ending.at()));
    }

    private static @Nullable OffsetDateTime offset(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable UUID value(@Nullable RunId id) {
        return id == null ? null : id.value();
    }

    static Run run(ResultSet row) throws SQLException {
        return new Run(
                new RunId(row.getObject("id", UUID.class)),
                request(row),
                RunStatus.valueOf(row.getString("status")),
                row.getInt("part"),
                row.getObject("active_slot", UUID.class),
                cancellation(row),
                new Claim(
                        row.getLong("epoch"),
                        row.getObject("worker_id", UUID.class),
                        row.getInt("plan_attempts")),
                row.getBoolean("applied_any"),
                ending(row),
                runId(row, "superseded_by"),
                row.getLong("version"));
    }

    private static Request request(ResultSet row) throws SQLException {
        return new Request(
                new EnvironmentId(row.getObject("environment_id", UUID.class)),
                row.getInt("number"),
                RunKind.valueOf(row.getString("kind")),
                row.getBoolean("plan_only"),
                row.getInt("revision"),
                row.getString("reason"),
                new PersonId(row.getObject("requested_by", UUID.class)),
                row.getString("engines"),
                runId(row, "reconciles_run_id"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static Cancellation cancellation(ResultSet row) throws SQLException {
        var by = row.getObject("cancel_requested_by", UUID.class);
        return new Cancellation(
                instant(row, "cancel_requested_at"),
                by == null ? null : new PersonId(by),
                instant(row, "kill_requested_at"));
    }

    private static @Nullable Ending ending(ResultSet row) throws SQLException {
        var effect = row.getString("effect");
        var at = instant(row, "ended_at");
        return effect == null || at == null
                ? null
                : new Ending(
                        Effect.valueOf(effect),
                        row.getInt("effect_done"),
                        row.getInt("effect_planned"),
                        row.getString("failure"),
                        row.getString("problems"),
                        at);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable RunId runId(ResultSet row, String column) throws SQLException {
        var id = row.getObject(column, UUID.class);
        return id == null ? null : new RunId(id);
    }
}
