package dev.groundplan.environment;

import com.fasterxml.uuid.Generators;
import dev.groundplan.store.ArtifactId;
import dev.groundplan.store.ArtifactStore;
import dev.groundplan.store.Digests;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The recorded states of environments: one lineage per step, rising serials, encrypted content. */
@Service
public class StateVersions {
    private static final String COLUMNS =
            """
            id, environment_id, step, number, lineage, serial, digest, artifact_id, execution_id, run_id, partial,
            created_at
            """;
    private final JdbcClient jdbc;
    private final ArtifactStore artifacts;
    private final EnvironmentRepository environments;
    private final Clock clock;

    StateVersions(
            JdbcClient jdbc,
            ArtifactStore artifacts,
            EnvironmentRepository environments,
            Clock clock) {
        this.jdbc = jdbc;
        this.artifacts = artifacts;
        this.environments = environments;
        this.clock = clock;
    }

    /** Where a state comes from and what it is. */
    public record Snapshot(
            EnvironmentId environment,
            String step,
            UUID run,
            UUID execution,
            String lineage,
            long serial,
            boolean partial) {}

    /**
     * Records a state. One row per execution while it goes on, updated in place; content that is
     * already recorded adds nothing.
     *
     * @throws StateConflictException when it does not continue the newest recorded state
     */
    @Transactional
    public StateVersion record(Snapshot snapshot, byte[] content) {
        environments.lock(snapshot.environment());
        var digest = Digests.of(content);
        var latest = latest(snapshot.environment(), snapshot.step());
        latest.ifPresent(newest -> refuseConflict(newest, snapshot, digest));
        var own = latest.filter(newest -> newest.executionId().equals(snapshot.execution()));
        if (latest.isPresent() && latest.get().digest().equals(digest)) {
            own.filter(newest -> newest.partial() && !snapshot.partial()).ifPresent(this::complete);
            return latest(snapshot.environment(), snapshot.step()).orElseThrow();
        }
        if (own.isPresent()) {
            replace(own.get(), snapshot, digest, artifacts.save("state", content));
            return latest(snapshot.environment(), snapshot.step()).orElseThrow();
        }
        var number = latest.map(StateVersion::number).orElse(0) + 1;
        return insert(snapshot, number, digest, artifacts.save("state", content));
    }

    private static void refuseConflict(StateVersion newest, Snapshot snapshot, String digest) {
        if (!newest.lineage().equals(snapshot.lineage())) {
            throw new StateConflictException(
                    "The state belongs to another lineage than recorded state "
                            + newest.number()
                            + ".");
        }
        if (snapshot.serial() < newest.serial()) {
            throw new StateConflictException(
                    "The state has serial %d, older than recorded state %d with serial %d."
                            .formatted(snapshot.serial(), newest.number(), newest.serial()));
        }
        var others = !newest.executionId().equals(snapshot.execution());
        if (others && snapshot.serial() == newest.serial() && !digest.equals(newest.digest())) {
            throw new StateConflictException(
                    "The state has serial %d like recorded state %d, but another content."
                            .formatted(snapshot.serial(), newest.number()));
        }
    }

    private void complete(StateVersion version) {
        jdbc.sql("update state_version set partial = false where id = :id")
                .param("id", version.id())
                .update();
    }

    /** In place: a plan that somebody made in between refers to the row. */
    private void replace(StateVersion own, Snapshot snapshot, String digest, ArtifactId artifact) {
        jdbc.sql(
                        """
                        update state_version set serial = :serial, digest = :digest, artifact_id = :artifact,
                            partial = :partial, created_at = :at
                        where id = :id
                        """)
                .param("serial", snapshot.serial())
                .param("digest", digest)
                .param("artifact", artifact.value())
                .param("partial", snapshot.partial())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", own.id())
                .update();
        delete(own);
    }

    private void delete(StateVersion version) {
        var content = version.artifactId();
        if (content != null) {
            artifacts.delete(content);
        }
    }

    private StateVersion insert(Snapshot snapshot, int number, String digest, ArtifactId artifact) {
        var version =
                new StateVersion(
                        Generators.timeBasedEpochGenerator().generate(),
                        snapshot.environment(),
                        snapshot.step(),
                        number,
                        snapshot.lineage(),
                        snapshot.serial(),
                        digest,
                        artifact,
                        snapshot.execution(),
                        snapshot.run(),
                        snapshot.partial(),
                        clock.instant());
        jdbc.sql(
                        """
                        insert into state_version (id, environment_id, step, number, lineage, serial, digest,
                            artifact_id, execution_id, run_id, partial, created_at)
                        values (:id, :environment, :step, :number, :lineage, :serial, :digest, :artifact, :execution,
                            :run, :partial, :at)
                        """)
                .param("id", version.id())
                .param("environment", version.environmentId().value())
                .param("step", version.step())
                .param("number", version.number())
                .param("lineage", version.lineage())
                .param("serial", version.serial())
                .param("digest", version.digest())
                .param("artifact", artifact.value())
                .param("execution", version.executionId())
                .param("run", version.runId())
                .param("partial", version.partial())
                .param("at", version.createdAt().atOffset(ZoneOffset.UTC))
                .update();
        return version;
    }

    public Optional<StateVersion> latest(EnvironmentId environment, String step) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + """
                                 from state_version where environment_id = :environment and step = :step
                                order by number desc fetch first 1 rows only
                                """)
                .param("environment", environment.value())
                .param("step", step)
                .query(StateVersion.class)
                .optional();
    }

    /** Newest first. */
    public List<StateVersion> list(EnvironmentId environment) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + """
                                 from state_version where environment_id = :environment
                                order by created_at desc, number desc fetch first 500 rows only
                                """)
                .param("environment", environment.value())
                .query(StateVersion.class)
                .list();
    }

    public Optional<StateVersion> find(EnvironmentId environment, UUID id) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + " from state_version where environment_id = :environment and id = :id")
                .param("environment", environment.value())
                .param("id", id)
                .query(StateVersion.class)
                .optional();
    }

    /** The state as the tool wrote it, secrets and all. */
    public byte[] content(StateVersion version) {
        var content = version.artifactId();
        if (content == null) {
            throw new IllegalStateException(
                    "The content of recorded state " + version.number() + " was removed.");
        }
        return artifacts.read(content);
    }
}
