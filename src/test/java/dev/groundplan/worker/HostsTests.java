package dev.groundplan.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundplan.environment.Environment;
import dev.groundplan.run.ConflictingRequestException;
import dev.groundplan.run.InvalidRequestException;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunStatus;
import dev.groundplan.testing.RecorderPortal;
import dev.groundplan.testing.TestPortal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A host that is gone, as its rows tell it, and the admin who says so. */
@RecorderPortal
class HostsTests {
    private final UUID host = UUID.randomUUID();
    private final UUID process = UUID.randomUUID();
    @Autowired TestPortal portal;
    @Autowired Hosts hosts;
    @Autowired RunExecutor executor;
    @Autowired JdbcClient jdbc;

    @BeforeEach
    void aProcessThatIsNotHeardOf() {
        jdbc.sql(
                        """
                        insert into worker (id, host_id, host, name, roles, engines, sandbox, build, started_at, seen_at)
                        values (:id, :host, 'far-away', :name, 'worker', 'recorder', '', '', :at, :at)
                        """)
                .param("id", process)
                .param("host", host)
                .param("name", "far-away-" + process)
                .param("at", ago(Duration.ofHours(1)))
                .update();
    }

    @AfterEach
    void nothingIsLeftForOtherTests() {
        jdbc.sql("delete from scheduled_tasks where task_name = :name")
                .param("name", "recover:" + host)
                .update();
    }

    @Test
    void callsWhatItAppliedUnknownAtOnce() {
        var run = applying();

        var declared = declare();

        var unknown = portal.now(run);
        assertThat(unknown.status()).isEqualTo(RunStatus.UNKNOWN);
        assertThat(unknown.ending().failure()).contains("far-away", "declared dead", "not proven");
        assertThat(unknown.claim().workerId()).isNull();
        assertThat(unknown.claim().epoch()).as("late writes are refused").isGreaterThan(7);
        assertThat(portal.environment(run).condition()).isEqualTo(Environment.Condition.UNKNOWN);
        assertThat(declared.state()).isEqualTo(Host.State.DEAD);
        assertThat(declared.unproven()).extracting(Workers.InHand::run).contains(run.id().value());
        assertThat(audited(run.id().value()))
                .last()
                .asString()
                .isEqualTo("admin RUN_UNKNOWN Its host far-away was declared dead. Burnt down.");
    }

    @Test
    void keepsTheWakeUpThatSettlesWhenTheHostIsBack() {
        applying();

        declare();

        assertThat(count("select count(*) from scheduled_tasks where task_name = 'recover:%s'"))
                .isEqualTo(1);
    }

    @Test
    void hasItsPlansMadeElsewhere() {
        var run = portal.awaitingApproval();
        var first = portal.plan(run);
        claim(run, "PLANNING", 1);

        declare();

        portal.await(run, RunStatus.AWAITING_APPROVAL);
        assertThat(portal.plan(run).id()).isNotEqualTo(first.id());
    }

    @Test
    void freesARunThatItDiedSettling() {
        var run = applying();
        declare();
        claim(portal.now(run), "UNKNOWN", 0);
        assertThatThrownBy(() -> portal.recover(run.environmentId()))
                .isInstanceOf(ConflictingRequestException.class);

        declare();

        assertThat(portal.now(run).claim().workerId()).isNull();
        portal.cancel(portal.recover(run.environmentId()));
    }

    @Test
    void givesItsWakeUpsFree() {
        jdbc.sql(
                        """
                        insert into scheduled_tasks (task_name, task_instance, execution_time, picked, picked_by,
                            last_heartbeat, version)
                        values (:name, 'x', :at, true, :by, :at, 1)
                        """)
                .param("name", "recover:" + host)
                .param("by", "far-away-" + process)
                .param("at", ago(Duration.ofHours(1)))
                .update();

        declare();

        assertThat(
                        count(
                                "select count(*) from scheduled_tasks where task_name = 'recover:%s' and not picked"))
                .isEqualTo(1);
    }

    @Test
    void writesDownWhoSaidSoAndWhy() {
        declare();

        assertThat(audited(host)).containsExactly("admin HOST_DECLARED_DEAD far-away: Burnt down.");
        assertThat(hosts.find(host).orElseThrow().death().reason()).isEqualTo("Burnt down.");
    }

    @Test
    void refusesForAHostThatIsAlive() {
        heardOf();

        assertThatThrownBy(this::declare)
                .isInstanceOf(ConflictingRequestException.class)
                .hasMessageContaining("far-away is alive");
        assertThat(audited(host)).isEmpty();
    }

    @Test
    void wantsToKnowWhy() {
        assertThatThrownBy(() -> declare(" "))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("how you know");
        assertThatThrownBy(() -> declare("bell \u0007"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("control character");
    }

    @Test
    void saysThatItIsBackWhenItIsHeardOfAgain() {
        declare();
        assertThat(hosts.find(host).orElseThrow().isBack()).isFalse();

        heardOf();

        var back = hosts.find(host).orElseThrow();
        assertThat(back.isBack()).isTrue();
        assertThat(back.state()).isEqualTo(Host.State.LIVE);
    }

    @Test
    void leavesOtherHostsAlone() {
        var run = applying();
        jdbc.sql("update execution set host_id = :other where run_id = :run and phase = 'APPLY'")
                .param("other", UUID.randomUUID())
                .param("run", run.id().value())
                .update();
        jdbc.sql("update run set worker_id = :other, version = version + 1 where id = :run")
                .param("other", UUID.randomUUID())
                .param("run", run.id().value())
                .update();

        declare();

        assertThat(portal.now(run).status()).isEqualTo(RunStatus.APPLYING);
        executor.execute(run.id(), 6);
        portal.await(run, RunStatus.APPLYING, RunStatus.UNKNOWN);
    }

    private Host declare() {
        return declare("Burnt down.");
    }

    private Host declare(String reason) {
        return hosts.declareDead(
                portal.viewer("admin"), hosts.find(host).orElseThrow(), reason.strip());
    }

    private void heardOf() {
        jdbc.sql("update worker set seen_at = :at where id = :id")
                .param("at", ago(Duration.ofSeconds(-1)))
                .param("id", process)
                .update();
    }

    /** A run that was approved, and whose plan that process consumed. */
    private Run applying() {
        var run = portal.awaitingApproval();
        var approval = approvedByHand(run);
        claim(run, "APPLYING", 0);
        jdbc.sql(
                        """
                        insert into execution (id, run_id, step, plan_id, phase, attempt, apply_of, approval_id,
                            approval_decision, epoch, worker_id, host_id, started_at)
                        values (:id, :run, 'work', :plan, 'APPLY', 1, :applyOf, :approval, 'APPROVE', 7, :worker, :host,
                            :at)
                        """)
                .param("id", UUID.randomUUID())
                .param("run", run.id().value())
                .param("plan", portal.plan(run).id().value())
                .param("applyOf", portal.plan(run).id().value() + "/work")
                .param("approval", approval)
                .param("worker", process)
                .param("host", host)
                .param("at", ago(Duration.ofHours(1)))
                .update();
        return run;
    }

    private UUID approvedByHand(Run run) {
        var id = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into approval (id, plan_id, run_id, plan_digest, requested_by, kind, decision, decided_by,
                            comment, at)
                        values (:id, :plan, :run, :digest, :requestedBy, 'PERSON', 'APPROVE', :by, '', current_timestamp)
                        """)
                .param("id", id)
                .param("plan", portal.plan(run).id().value())
                .param("run", run.id().value())
                .param("digest", portal.plan(run).digest())
                .param("requestedBy", run.request().requestedBy().value())
                .param("by", portal.viewer("approver").id().value())
                .update();
        return id;
    }

    private void claim(Run run, String status, int attempts) {
        jdbc.sql(
                        """
                        update run set status = :status, epoch = 7, worker_id = :worker, plan_attempts = :attempts,
                            version = version + 1
                        where id = :run
                        """)
                .param("status", status)
                .param("worker", process)
                .param("attempts", attempts)
                .param("run", run.id().value())
                .update();
        jdbc.sql(
                        "update run_event set to_status = :status where run_id = :run and to_status = 'AWAITING_APPROVAL'")
                .param("status", status)
                .param("run", run.id().value())
                .update();
    }

    private List<String> audited(UUID object) {
        return jdbc
                .sql(
                        """
                        select actor_name || ' ' || action || ' ' || replace(detail, 'Run 1 of ', '')
                        from audit where object_id = :object order by id
                        """)
                .param("object", object.toString())
                .query(String.class)
                .list()
                .stream()
                .map(row -> row.replaceAll(" env-[^ ]+: ", " "))
                .toList();
    }

    private int count(String sql) {
        return jdbc.sql(sql.formatted(host)).query(Integer.class).single();
    }

    private static OffsetDateTime ago(Duration duration) {
        return Instant.now().minus(duration).atOffset(ZoneOffset.UTC);
    }
}
