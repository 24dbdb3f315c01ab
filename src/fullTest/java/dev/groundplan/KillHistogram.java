package dev.groundplan;

import dev.groundplan.run.Run;
import dev.groundplan.testing.fault.KillPoint;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where runs were when their worker was killed, what they became, and how soon. */
final class KillHistogram {
    private final JdbcClient jdbc;
    final Map<String, Integer> phases = new TreeMap<>();
    final Map<String, Integer> became = new TreeMap<>();
    final Map<KillPoint, Integer> points = new EnumMap<>(KillPoint.class);
    final List<KillPoint> missed = new ArrayList<>();
    final List<Long> recoveries = new ArrayList<>();

    KillHistogram(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Right after a kill: nobody moves them now. */
    void found(List<Run> runs) {
        runs.forEach(run -> phases.merge(phase(run), 1, Integer::sum));
    }

    private String phase(Run run) {
        return jdbc.sql(
                        """
                        select r.status || coalesce((
                            select case when e.done > 0 then ' after an effect'
                                when e.pid is not null then ' with a child' else ' without a child' end
                            from execution e where e.run_id = r.id and e.ended_at is null
                            order by e.started_at desc, e.id desc fetch first 1 rows only), '')
                        from run r where r.id = :run
                        """)
                .param("run", run.id().value())
                .query(String.class)
                .single();
    }

    void became(List<Run> runs) {
        for (var run : runs) {
            var status =
                    jdbc.sql("select status from run where id = :run")
                            .param("run", run.id().value())
                            .query(String.class)
                            .single();
            became.merge(status, 1, Integer::sum);
        }
    }

    /** Run-kills in a status. */
    int hit(String status) {
        return phases.entrySet().stream()
                .filter(phase -> phase.getKey().split(" ")[0].equals(status))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    long slowest() {
        return recoveries.stream().mapToLong(millis -> millis).max().orElse(0);
    }

    @Override
    public String toString() {
        var sorted = recoveries.stream().sorted().toList();
        return "found as %s; at %s, not reached %s; became %s; recovered after p50 %d ms, p95 %d ms, longest %d ms"
                .formatted(
                        phases,
                        points,
                        missed,
                        became,
                        sorted.get(sorted.size() / 2),
                        sorted.get(sorted.size() * 95 / 100),
                        slowest());
    }
}
