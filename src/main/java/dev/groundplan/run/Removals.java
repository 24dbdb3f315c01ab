package dev.groundplan.run;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What was removed of runs after its time, so that pages can say so instead of showing nothing. */
@Service
public class Removals {
    private final JdbcClient jdbc;
    private final Clock clock;

    Removals(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What of a run can be removed; the rest of it is the record and stays. */
    public enum What {
        LOG,
        PLAN
    }

    /** Before anything is taken away: a page must not show half of it as if it were all. */
    public void mark(RunId run, What what, Duration after) {
        if (afterDays(run, what).isEmpty()) {
            jdbc.sql(
                            """
                            insert into removal (run_id, what, after_days, at)
                            values (:run, :what, :days, :at)
                            """)
                    .param("run", run.value())
                    .param("what", what.name())
                    .param("days", after.toDays())
                    .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    /** "The log was removed after 90 days."; empty when it is there. */
    public Optional<String> log(RunId run) {
        return afterDays(run, What.LOG).map(days -> "The log was removed after " + days(days));
    }

    /** The same of the plan's changes and sealed files. */
    public Optional<String> plan(RunId run) {
        return afterDays(run, What.PLAN)
                .map(
                        days ->
                                "What the plan would have changed was removed after "
                                        + days(days)
                                        + " Its counts, its digest and who decided are kept.");
    }

    private static String days(int days) {
        return days == 1 ? "1 day." : days + " days.";
    }

    private Optional<Integer> afterDays(RunId run, What what) {
        return jdbc.sql("select after_days from removal where run_id = :run and what = :what")
                .param("run", run.value())
                .param("what", what.name())
                .query(Integer.class)
                .optional();
    }
}
