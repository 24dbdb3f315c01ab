package dev.groundplan.worker;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the command "restore" left in the database for the first worker after it. */
@Repository
class Restores {
    private final JdbcClient jdbc;

    Restores(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param backupAt null when that is not known
     * @param allNeedRecovery nobody knows what happened after the backup
     */
    record Restored(UUID id, @Nullable Instant backupAt, boolean allNeedRecovery) {}

    /** Oldest first; locked, so that of two workers that start together one answers them. */
    List<Restored> lockOpen() {
        return jdbc.sql(
                        """
                        select id, backup_at, all_need_recovery from restored where settled_at is null
                        order by at for update
                        """)
                .query(
                        (row, n) ->
                                new Restored(
                                        row.getObject("id", UUID.class),
                                        instant(row.getObject("backup_at", OffsetDateTime.class)),
                                        row.getBoolean("all_need_recovery")))
                .list();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    /** The ledgers of all hosts that were handed over, line by line. */
    List<String> ledger(UUID restored) {
        return jdbc.sql("select line from restored_ledger where restored_id = :id order by seq")
                .param("id", restored)
                .query(String.class)
                .list();
    }

    void settled(UUID restored, Instant at) {
        jdbc.sql("delete from restored_ledger where restored_id = :id")
                .param("id", restored)
                .update();
        jdbc.sql("update restored set settled_at = :at where id = :id")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", restored)
                .update();
    }
}
