package dev.groundplan.run.execution;

import dev.groundplan.run.BegunApply;
import dev.groundplan.run.RunId;
import dev.groundplan.run.RunStatus;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Applies that happened and that the database does not know, or of which it will never know more,
 * because it was set back.
 */
@Repository
public class ForgottenApplies {
    private static final int AT_ONCE = 500;
    private static final List<String> FINAL =
            Stream.of(RunStatus.values()).filter(RunStatus::isFinal).map(Enum::name).toList();
    private final JdbcClient jdbc;
    private final Clock clock;

    ForgottenApplies(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Those of which the database has neither the execution nor the run's end, in their order. A
     * run that had ended when the database was copied had no apply after that.
     */
    public List<BegunApply> among(List<BegunApply> begun) {
        var known = new HashSet<UUID>();
        for (int at = 0; at < begun.size(); at += AT_ONCE) {
            var some = begun.subList(at, Math.min(at + AT_ONCE, begun.size()));
            known.addAll(executions(some));
            known.addAll(ended(some));
        }
        return begun.stream()
                .filter(
                        apply ->
                                known.add(
                                        apply.execution().value())) // a line may stand there twice
                .filter(apply -> !known.contains(apply.run().value()))
                .toList();
    }

    private List<UUID> executions(List<BegunApply> some) {
        return jdbc.sql(
                        """
                        select id from execution where id in (:ids)
                        union select id from forgotten_apply where id in (:ids)
                        """)
                .param("ids", some.stream().map(apply -> apply.execution().value()).toList())
                .query(UUID.class)
                .list();
    }

    private List<UUID> ended(List<BegunApply> some) {
        return jdbc.sql("select id from run where id in (:ids) and status in (:ended)")
                .param("ids", some.stream().map(apply -> apply.run().value()).distinct().toList())
                .param("ended", FINAL)
                .query(UUID.class)
                .list();
    }

    @Transactional
    public void note(BegunApply apply) {
        jdbc.sql(
                        """
                        insert into forgotten_apply (id, environment_id, environment, run_id, number, step, plan_digest,
                            applied_at, noted_at)
                        values (:id, :environment, :name, :run, :number, :step, :digest, :at, :now)
                        """)
                .param("id", apply.execution().value())
                .param("environment", apply.environment().value())
                .param("name", apply.environmentName())
                .param("run", apply.run().value())
                .param("number", apply.request().number())
                .param("step", apply.step())
                .param("digest", apply.planDigest())
                .param("at", apply.at().atOffset(ZoneOffset.UTC))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The applies that a run had begun when the database was copied: their ends are forgotten. */
    @Transactional
    public void noteOpen(RunId run) {
        jdbc.sql(
                        """
                        insert into forgotten_apply (id, environment_id, environment, run_id, number, step, plan_digest,
                            applied_at, noted_at)
                        select e.id, v.id, v.name, r.id, r.number, e.step, p.digest, e.started_at, :now
                        from execution e join plan p on p.id = e.plan_id join run r on r.id = e.run_id
                        join environment v on v.id = r.environment_id
                        where e.run_id = :run and e.phase = 'APPLY' and e.outcome is null
                            and not exists (select 1 from forgotten_apply f where f.id = e.id)
                        """)
                .param("run", run.value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql(
                        """
                        update execution set outcome = 'UNPROVEN', message = 'The database was set back.', ended_at = :now
                        where run_id = :run and phase = 'APPLY' and outcome is null
                        """)
                .param("run", run.value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * Whether what the run did may be missing in the database: then what a plan calls missing may
     * be there all the same.
     */
    public boolean concern(RunId run) {
        return jdbc.sql(
                                """
                                select (select count(*) from forgotten_apply f join run r on r.environment_id = f.environment_id
                                        where r.id = :run and (f.run_id = r.id or f.noted_at >= r.created_at))
                                    + (select count(*) from run_event where run_id = :run and to_status = 'UNKNOWN'
                                        and from_status <> 'APPLYING')
                                    + (select count(*) from restored where all_need_recovery = true and at >=
                                        (select max(e.at) from run_event e where e.run_id = :run and e.to_status = 'UNKNOWN'))
                                """)
                        .param("run", run.value())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Executions whose directory is evidence still: nobody has settled what they did. */
    public Set<UUID> evidence() {
        return new HashSet<>(
                jdbc.sql(
                                """
                                select f.id from forgotten_apply f where not exists
                                    (select 1 from run r where r.id = f.run_id and r.status in (:ended))
                                """)
                        .param("ended", FINAL)
                        .query(UUID.class)
                        .list());
    }

    /**
     * An environment that was made after the database was copied.
     *
     * @param lastApply when it was changed last, as far as is known
     */
    public record Stranger(UUID id, String name, Instant lastApply) {}

    public List<Stranger> strangers() {
        return jdbc.sql(
                        """
                        select f.environment_id as id, min(f.environment) as name, max(f.applied_at) as last_apply
                        from forgotten_apply f where not exists (select 1 from environment v where v.id = f.environment_id)
                        group by f.environment_id order by last_apply
                        """)
                .query(Stranger.class)
                .list();
    }
}
