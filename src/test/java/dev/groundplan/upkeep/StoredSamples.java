package dev.groundplan.upkeep;

import dev.groundplan.run.Removals;
import dev.groundplan.store.ArtifactId;
import dev.groundplan.store.ArtifactStore;
import dev.groundplan.store.Cipher;
import dev.groundplan.store.Digests;
import dev.groundplan.store.ExistingKeys;
import dev.groundplan.store.Keyring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of an environment with runs that ended some time ago, without a portal around them. */
final class StoredSamples {
    private static final UUID PERSON = new UUID(7, 1);
    private static final UUID ENVIRONMENT = new UUID(7, 3);
    private static final UUID TEMPLATE_VERSION = new UUID(7, 5);
    private final DataSource database;
    private final JdbcClient jdbc;
    private final Map<UUID, ArtifactId> bundles = new HashMap<>();
    private final AnnotationConfigApplicationContext beans =
            new AnnotationConfigApplicationContext();
    private int numbers;

    StoredSamples(DataSource database) {
        this.database = database;
        this.jdbc = JdbcClient.create(database);
        beans.registerBean(JdbcClient.class, () -> jdbc);
        beans.registerBean(Clock.class, Clock::systemUTC);
        beans.registerBean(Keyring.class, StoredSamples::keyring);
        beans.register(ArtifactStore.class, Cipher.class, Removals.class);
        beans.refresh();
    }

    private static Keyring keyring() {
        try {
            var file = Files.createTempFile("samples", ".key");
            Files.writeString(file, "key1:" + Base64.getEncoder().encodeToString(new byte[32]));
            return ExistingKeys.read(file.toString(), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    <T> T bean(Class<T> type) {
        return beans.getBean(type);
    }

    void create() {
        Flyway.configure().dataSource(database).load().migrate();
        insert(
                "insert into person (id, username, name, created_at) values (:id, 'p', 'P', :now)",
                PERSON);
        insert(
                "insert into team (id, name, title, created_at) values (:id, 'shop', 'Shop', :now)",
                new UUID(7, 2));
        insert(
                """
                insert into environment (id, team_id, tier, name, live_name, condition, created_by, created_at)
                values (:id, '00000000-0000-0007-0000-000000000002', 'dev', 'orders', 'orders', 'READY',
                    '00000000-0000-0007-0000-000000000001', :now)
                """,
                ENVIRONMENT);
        insert(
                "insert into template (id, name, folder, created_at) values (:id, 't', 't', :now)",
                new UUID(7, 4));
        jdbc.sql(
                        """
                        insert into template_version (id, template_id, version, digest, artifact_id, title, description,
                            tags, descriptor, search, engines, imported_at)
                        values (:id, '00000000-0000-0007-0000-000000000004', '1', 'd', :artifact, 't', 't', '', '', '',
                            '', :now)
                        """)
                .param("id", TEMPLATE_VERSION)
                .param("artifact", save("template").value())
                .param("now", now())
                .update();
    }

    /**
     * A run with a plan, a decision, an apply and 1,200 chunks of log.
     *
     * @param ago when it ended; null for one that is at work
     */
    void run(UUID id, @Nullable Duration ago) {
        jdbc.sql(
                        """
                        insert into run (id, environment_id, number, kind, status, revision, reason, requested_by, engines,
                            created_at, ended_at)
                        values (:id, :environment, :number, 'UPDATE', :status, 1, '', :person, 'files', :now, :ended)
                        """)
                .param("id", id)
                .param("environment", ENVIRONMENT)
                .param("number", ++numbers)
                .param("status", ago == null ? "APPLYING" : "APPLIED")
                .param("person", PERSON)
                .param("now", now())
                .param("ended", ago == null ? null : now().minus(ago))
                .update();
        insert(
                """
                insert into run_event (run_id, seq, to_status, cause, at) values (:id, 1, 'QUEUED', '', :now)
                """,
                id);
        plan(id);
        for (int seq = 1; seq <= 1200; seq++) {
            jdbc.sql(
                            """
                            insert into log_chunk (run_id, seq, phase, stream, at, first_line, lines, text)
                            values (:id, :seq, 'PLAN', 'OUT', :now, :seq, 1, 'line')
                            """)
                    .param("id", id)
                    .param("seq", seq)
                    .param("now", now())
                    .update();
        }
    }

    private void plan(UUID id) {
        bundles.put(id, save("bundle"));
        jdbc.sql(
                        """
                        insert into plan (id, run_id, part, attempt, digest, manifest, guarantee, counts, destructive,
                            complete, approvals_needed, bundle_artifact_id, created_at)
                        values (:id, :id, 1, 1, 'sha256:1', '{}', 'EXACT', '{}', false, true, 1, :bundle, :now)
                        """)
                .param("id", id)
                .param("bundle", bundle(id).value())
                .param("now", now())
                .update();
        insert(
                """
                insert into plan_change (plan_id, step, seq, drift, address, action, type, weight, search, body)
                values (:id, 's', 1, false, 'a', 'CREATE', 't', 1, '', '{}')
                """,
                id);
        insert(
                """
                insert into approval (id, plan_id, run_id, plan_digest, requested_by, kind, decision, rule_name, comment, at)
                values (:id, :id, :id, 'sha256:1', '00000000-0000-0007-0000-000000000001', 'RULE', 'APPROVE', 'r', '', :now)
                """,
                id);
        insert(
                """
                insert into execution (id, run_id, step, plan_id, phase, attempt, apply_of, approval_id, approval_decision,
                    epoch, worker_id, host_id, started_at)
                values (:id, :id, 's', :id, 'APPLY', 1, cast(:id as varchar), :id, 'APPROVE', 1, :id, :id, :now)
                """,
                id);
    }

    ArtifactId bundle(UUID run) {
        return bundles.get(run);
    }

    /** Contents of recorded states, oldest first; the environment's step has the newest. */
    List<ArtifactId> states(UUID run, int count, Duration age) {
        var contents = new ArrayList<ArtifactId>();
        for (int number = 1; number <= count; number++) {
            var content = save("state" + number);
            contents.add(content);
            jdbc.sql(
                            """
                            insert into state_version (id, environment_id, step, number, lineage, serial, digest,
                                artifact_id, execution_id, run_id, partial, created_at)
                            values (:id, :environment, 's', :number, 'l', :number, :digest, :artifact, :run, :run, false,
                                :at)
                            """)
                    .param("id", new UUID(8, number))
                    .param("environment", ENVIRONMENT)
                    .param("number", number)
                    .param("digest", Digests.of("state" + number))
                    .param("artifact", content.value())
                    .param("run", run)
                    .param("at", now().minus(age))
                    .update();
        }
        jdbc.sql(
                        """
                        insert into environment_step (environment_id, step, position, engine, template_version_id,
                            revision, state_version_id, condition)
                        values (:environment, 's', 0, 'files', :template, 1, :state, 'READY')
                        """)
                .param("environment", ENVIRONMENT)
                .param("template", TEMPLATE_VERSION)
                .param("state", new UUID(8, count))
                .update();
        return contents;
    }

    private ArtifactId save(String content) {
        var kind = content.startsWith("state") ? "state" : content;
        return bean(ArtifactStore.class).save(kind, content.getBytes(StandardCharsets.UTF_8));
    }

    private void insert(String sql, UUID id) {
        var statement = jdbc.sql(sql).param("id", id);
        (sql.contains(":now") ? statement.param("now", now()) : statement).update();
    }

    private static OffsetDateTime now() {
        return Instant.now().atOffset(ZoneOffset.UTC);
    }
}
