package dev.groundplan.upkeep;

import dev.groundplan.run.Removals;
import dev.groundplan.run.RunId;
import dev.groundplan.store.ArtifactId;
import dev.groundplan.store.ArtifactStore;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes what is older than it has to be, a little at a time, so that it may be stopped at any
 * moment. Who requested, approved and applied what is never touched.
 */
@Component
class Retention {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final int RUNS = 100;
    private static final int ROWS = 500;
    private final JdbcClient jdbc;
    private final Removals removals;
    private final ArtifactStore artifacts;
    private final RetentionProperties properties;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Retention(
            JdbcClient jdbc,
            Removals removals,
            ArtifactStore artifacts,
            RetentionProperties properties,
            TransactionTemplate transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.removals = removals;
        this.artifacts = artifacts;
        this.properties = properties;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** How many runs lost their log and their plans, and how many states their content. */
    record Removed(int logs, int plans, int states) {}

    Removed removeOld(BooleanSupplier goOn) {
        var removed = new Removed(logs(goOn), plans(goOn), states(goOn));
        if (removed.logs() + removed.plans() + removed.states() > 0) {
            log.info(
                    "Retention: removed the logs of {} runs, the plans of {} and {} states.",
                    removed.logs(),
                    removed.plans(),
                    removed.states());
        }
        return removed;
    }

    private int logs(BooleanSupplier goOn) {
        var after = properties.logs();
        if (after == null) {
            return 0;
        }
        int done = 0;
        var runs = ended(after, "log_chunk c where c.run_id = r.id");
        for (; !runs.isEmpty(); runs = ended(after, "log_chunk c where c.run_id = r.id")) {
            for (var run : runs) {
                if (!goOn.getAsBoolean()) {
                    return done;
                }
                removals.mark(new RunId(run), Removals.What.LOG, after);
                removeLog(run, goOn);
                done++;
            }
        }
        return done;
    }

    private void removeLog(UUID run, BooleanSupplier goOn) {
        int removed;
        do {
            removed = removeChunks(run);
        } while (removed > 0 && goOn.getAsBoolean());
    }

    private int removeChunks(UUID run) {
        return jdbc.sql(
                        """
                        delete from log_chunk where run_id = :run and seq in
                            (select seq from log_chunk where run_id = :run order by seq fetch first :rows rows only)
                        """)
                .param("run", run)
                .param("rows", ROWS)
                .update();
    }

    private int plans(BooleanSupplier goOn) {
        var after = properties.plans();
        if (after == null) {
            return 0;
        }
        int done = 0;
        var some =
                """
                plan p where p.run_id = r.id and (p.bundle_artifact_id is not null
                    or exists (select 1 from plan_change c where c.plan_id = p.id))""";
        for (var runs = ended(after, some); !runs.isEmpty(); runs = ended(after, some)) {
            for (var run : runs) {
                if (!goOn.getAsBoolean()) {
                    return done;
                }
                removals.mark(new RunId(run), Removals.What.PLAN, after);
                planIds(run).forEach(this::removePlan);
                done++;
            }
        }
        return done;
    }

    private List<UUID> planIds(UUID run) {
        return jdbc.sql("select id from plan where run_id = :run")
                .param("run", run)
                .query(UUID.class)
                .list();
    }

    private void removePlan(UUID plan) {
        jdbc.sql("delete from plan_change where plan_id = :plan").param("plan", plan).update();
        transactions.executeWithoutResult(status -> removeBundle(plan));
    }

    private void removeBundle(UUID plan) {
        var bundle =
                jdbc.sql("select bundle_artifact_id from plan where id = :plan for update")
                        .param("plan", plan)
                        .query((row, n) -> row.getObject(1, UUID.class))
                        .list()
                        .get(0);
        if (bundle != null) {
            jdbc.sql("update plan set bundle_artifact_id = null where id = :plan")
                    .param("plan", plan)
                    .update();
            artifacts.delete(new ArtifactId(bundle));
        }
    }

    private int states(BooleanSupplier goOn) {
        var after = properties.states();
        if (after == null) {
            return 0;
        }
        int done = 0;
        for (var old = superseded(after); !old.isEmpty(); old = superseded(after)) {
            for (var state : old) {
                if (!goOn.getAsBoolean()) {
                    return done;
                }
                transactions.executeWithoutResult(status -> removeContent(state));
                done++;
            }
        }
        return done;
    }

    private record OldState(UUID id, UUID environmentId, UUID artifactId) {}

    /** A state counts as current while a step of the environment or a run at work has it. */
    private List<OldState> superseded(Duration after) {
        return jdbc.sql(
                        """
                        select s.id, s.environment_id, s.artifact_id from state_version s
                        where s.created_at < :before and s.artifact_id is not null
                            and (select count(*) from state_version n where n.environment_id = s.environment_id
                                and n.step = s.step and n.number > s.number) >= :kept
                            and not exists (select 1 from environment_step x where x.state_version_id = s.id)
                            and not exists (select 1 from run r where r.id = s.run_id and r.ended_at is null)
                        fetch first :rows rows only
                        """)
                .param("before", before(after))
                .param("kept", properties.statesKept())
                .param("rows", RUNS)
                .query(OldState.class)
                .list();
    }

    /** Under the lock that whoever records a state holds. */
    private void removeContent(OldState state) {
        jdbc.sql("select id from environment where id = :id for update")
                .param("id", state.environmentId())
                .query(UUID.class)
                .single();
        var removed =
                jdbc.sql(
                                """
                                update state_version set artifact_id = null
                                where id = :id and artifact_id = :artifact
                                """)
                        .param("id", state.id())
                        .param("artifact", state.artifactId())
                        .update();
        if (removed == 1) {
            artifacts.delete(new ArtifactId(state.artifactId()));
        }
    }

    /** What is UNKNOWN has no end before a person has settled it: it needs its plan and its log. */
    private List<UUID> ended(Duration after, String some) {
        return jdbc.sql(
                        "select r.id from run r where r.status <> 'UNKNOWN' and r.ended_at < :before and exists (select 1 from "
                                + some
                                + ") order by r.ended_at fetch first :runs rows only")
                .param("before", before(after))
                .param("runs", RUNS)
                .query(UUID.class)
                .list();
    }

    private OffsetDateTime before(Duration after) {
        return clock.instant().minus(after).atOffset(ZoneOffset.UTC);
    }
}
