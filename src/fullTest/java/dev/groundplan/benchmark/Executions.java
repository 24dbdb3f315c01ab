package dev.groundplan.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Locale;

/**
 * When tools began, read from the database of a portal that was stopped. A child's begin is in
 * clock ticks since the boot (proc(5), field 22), so it is known to 10 ms.
 */
record Executions(Path data) {
    private static final double TICKS_A_SECOND = 100;

    private static final String DISPATCH =
            """
            select e.start_ticks, r.created_at from execution e join run r on r.id = e.run_id
            where e.phase = 'PLAN' and e.start_ticks is not null
            order by r.created_at
            """;

    private static final String APPROVAL =
            """
            select e.start_ticks, a.at from execution e join approval a on a.id = e.approval_id
            where e.phase = 'APPLY' and e.start_ticks is not null
            order by a.at
            """;

    /** Milliseconds from the stored request to the start of the tool that plans. */
    Samples dispatch() throws IOException, SQLException {
        return between(DISPATCH);
    }

    /** Milliseconds from the stored approval to the start of the tool that applies. */
    Samples applyAfterApproval() throws IOException, SQLException {
        return between(APPROVAL);
    }

    private Samples between(String query) throws IOException, SQLException {
        double boot = bootMillis();
        var samples = new Samples("ms");
        try (var connection = DriverManager.getConnection(url(), "groundplan", "");
                var rows = connection.createStatement().executeQuery(query)) {
            while (rows.next()) {
                double began = boot + rows.getLong(1) / TICKS_A_SECOND * 1000;
                var asked = rows.getObject(2, OffsetDateTime.class).toInstant();
                samples.add(began - asked.toEpochMilli());
            }
        }
        return samples;
    }

    private String url() {
        return String.format(
                Locale.ROOT,
                "jdbc:h2:file:%s/db/groundplan;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE",
                data);
    }

    private static double bootMillis() throws IOException {
        var uptime = Files.readString(Path.of("/proc/uptime")).split(" ")[0];
        return System.currentTimeMillis() - Double.parseDouble(uptime) * 1000;
    }
}
