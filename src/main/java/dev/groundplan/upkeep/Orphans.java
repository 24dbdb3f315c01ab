package dev.groundplan.upkeep;

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
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Removes what nobody can reach any more; that needs no setting. */
@Component
class Orphans {
    private static final Logger log = LoggerFactory.getLogger(Orphans.class);
    // Who saved an artifact may not have committed yet what refers to it.
    private static final Duration YOUNG = Duration.ofDays(1);
    private static final int ROWS = 200;
    private final JdbcClient jdbc;
    private final ArtifactStore artifacts;
    private final Clock clock;

    Orphans(JdbcClient jdbc, ArtifactStore artifacts, Clock clock) {
        this.jdbc = jdbc;
        this.artifacts = artifacts;
        this.clock = clock;
    }

    /**
     * @return how many artifacts were removed
     */
    int remove(BooleanSupplier goOn) {
        older("idempotency", Duration.ofDays(7));
        older("request_draft", Duration.ofDays(1));
        int removed = 0;
        var after = new UUID(0, 0);
        for (var batch = orphans(after); !batch.isEmpty(); batch = orphans(after)) {
            for (var orphan : batch) {
                if (!goOn.getAsBoolean()) {
                    return removed;
                }
                removed += remove(orphan);
                after = orphan;
            }
        }
        return removed;
    }

    private void older(String table, Duration kept) {
        jdbc.sql("delete from " + table + " where created_at < :before")
                .param("before", before(kept))
                .update();
    }

    private List<UUID> orphans(UUID after) {
        return jdbc.sql(
                        """
                        select a.id from artifact a where a.id > :after and a.created_at < :before
                            and not exists (select 1 from template_version t where t.artifact_id = a.id)
                            and not exists (select 1 from state_version s where s.artifact_id = a.id)
                            and not exists (select 1 from environment_step e where e.outputs_artifact_id = a.id)
                            and not exists (select 1 from plan p where p.bundle_artifact_id = a.id)
                        order by a.id fetch first :rows rows only
                        """)
                .param("after", after)
                .param("before", before(YOUNG))
                .param("rows", ROWS)
                .query(UUID.class)
                .list();
    }

    private int remove(UUID orphan) {
        try {
            artifacts.delete(new ArtifactId(orphan));
            return 1;
        } catch (DataIntegrityViolationException e) {
            log.warn("Artifact {} looked unused, but something refers to it: it stays.", orphan);
            return 0;
        }
    }

    private OffsetDateTime before(Duration kept) {
        return clock.instant().minus(kept).atOffset(ZoneOffset.UTC);
    }
}
