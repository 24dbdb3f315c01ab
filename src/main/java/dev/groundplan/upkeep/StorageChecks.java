package dev.groundplan.upkeep;

import com.fasterxml.uuid.Generators;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Checks that admins asked for, and what the last one said. */
@Component
public class StorageChecks {
    private static final int SHOWN = 200;
    private final JdbcClient jdbc;
    private final Verification verification;
    private final Clock clock;

    StorageChecks(JdbcClient jdbc, Verification verification, Clock clock) {
        this.jdbc = jdbc;
        this.verification = verification;
        this.clock = clock;
    }

    /**
     * A check.
     *
     * @param endedAt null while it goes on
     * @param checked lines such as "12 artifacts"
     * @param findings sentences, the first 200
     * @param found how many there were in all
     */
    public record StorageCheck(
            Instant requestedAt,
            @Nullable Instant endedAt,
            @Nullable String checked,
            @Nullable String findings,
            @Nullable Long found) {

        /** One a line. */
        public List<String> sentences() {
            return findings == null ? List.of() : findings.lines().toList();
        }
    }

    /** The newest one. */
    public Optional<StorageCheck> last() {
        return jdbc.sql(
                        """
                        select requested_at, ended_at, checked, findings, found from storage_check
                        order by requested_at desc, id desc fetch first 1 rows only
                        """)
                .query(StorageCheck.class)
                .optional();
    }

    UUID request(UUID person) {
        var id = Generators.timeBasedEpochGenerator().generate();
        jdbc.sql(
                        """
                        insert into storage_check (id, requested_by, requested_at)
                        values (:id, :person, :now)
                        """)
                .param("id", id)
                .param("person", person)
                .param("now", now())
                .update();
        return id;
    }

    void perform(UUID id) {
        var report = new Report();
        verification.run(report);
        jdbc.sql(
                        """
                        update storage_check set ended_at = :now, checked = :checked, findings = :findings,
                            found = :found
                        where id = :id
                        """)
                .param("now", now())
                .param("checked", String.join(", ", report.checked))
                .param("findings", String.join("\n", report.shown))
                .param("found", report.found)
                .param("id", id)
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static final class Report implements Findings {
        private final List<String> checked = new ArrayList<>();
        private final List<String> shown = new ArrayList<>();
        private long found;

        @Override
        public void checked(String things, long count) {
            checked.add(count + " " + things);
        }

        @Override
        public void found(String sentence) {
            found++;
            if (shown.size() < SHOWN) {
                shown.add(sentence);
            }
        }
    }
}
