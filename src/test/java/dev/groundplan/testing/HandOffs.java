package dev.groundplan.testing;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How long a waiting run stood still after the one before it had freed the slot. */
public record HandOffs(List<Duration> sorted) {

    /**
     * Over all runs that were queued already when their predecessor in the slot ended.
     *
     * @param dataSource of a portal at rest
     */
    public static HandOffs of(DataSource dataSource) {
        return new HandOffs(
                JdbcClient.create(dataSource)
                        .sql(
                                """
                                with held as (
                                    select r.id, r.environment_id, r.created_at, min(b.at) as since, max(f.at) as until
                                    from run r
                                    join run_event b on b.run_id = r.id and b.to_status = 'PLANNING'
                                    join run_event f on f.run_id = r.id
                                    where r.plan_only = false and r.kind not in ('REFRESH', 'RECONCILE')
                                        and not exists (select 1 from run c where c.reconciles_run_id = r.id)
                                    group by r.id, r.environment_id, r.created_at)
                                select n.since, (select max(p.until) from held p
                                    where p.environment_id = n.environment_id and p.until <= n.since) as freed
                                from held n
                                where exists (select 1 from held p where p.environment_id = n.environment_id
                                    and p.id <> n.id and p.since < n.created_at and p.until > n.created_at)
                                """)
                        .query(
                                (row, n) ->
                                        Duration.between(
                                                row.getObject("freed", OffsetDateTime.class),
                                                row.getObject("since", OffsetDateTime.class)))
                        .list()
                        .stream()
                        .sorted()
                        .toList());
    }

    public int count() {
        return sorted.size();
    }

    /**
     * @param percent from 0 to 100
     */
    public Duration percentile(int percent) {
        return sorted.get((sorted.size() - 1) * percent / 100);
    }

    @Override
    public String toString() {
        return "%d hand-offs, p50 %d ms, p95 %d ms, longest %d ms"
                .formatted(
                        count(),
                        percentile(50).toMillis(),
                        percentile(95).toMillis(),
                        percentile(100).toMillis());
    }
}
