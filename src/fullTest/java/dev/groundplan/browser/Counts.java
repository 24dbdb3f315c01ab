package dev.groundplan.browser;

import dev.groundplan.run.Run;
import dev.groundplan.run.RunId;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database holds of things that may happen once. */
final class Counts {
    private final JdbcClient jdbc;

    Counts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    int decisions(RunId run) {
        return count("select count(*) from approval where run_id = :it", run.value());
    }

    /** How often the run became this. */
    int moves(RunId run, String status) {
        return count(
                "select count(*) from run_event where run_id = :it and to_status = '"
                        + status
                        + "' and from_status <> to_status",
                run.value());
    }

    int runs(String environment, String kind) {
        return count(
                "select count(*) from run join environment on environment.id = run.environment_id where environment.name = :it and run.kind = '"
                        + kind
                        + "'",
                environment);
    }

    /** Runs of the same environment that have not ended. */
    List<RunId> open(Run run) {
        return jdbc
                .sql(
                        "select id from run where environment_id = :environment and ended_at is null order by number desc")
                .param("environment", run.environmentId().value())
                .query(UUID.class)
                .list()
                .stream()
                .map(RunId::new)
                .toList();
    }

    private int count(String sql, Object it) {
        var param = it instanceof UUID id ? id : it.toString();
        return jdbc.sql(sql).param("it", param).query(Integer.class).single();
    }
}
