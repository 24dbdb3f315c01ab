package dev.groundplan.upkeep;

import dev.groundplan.catalog.Catalog;
import dev.groundplan.catalog.TemplateDamagedException;
import dev.groundplan.catalog.TemplateVersionId;
import dev.groundplan.store.Digests;
import dev.groundplan.store.UnreadableException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Checks that the rows about things agree with each other and with what is stored of them. */
@Component
class RecordChecks {
    private static final UUID START = new UUID(0, 0);
    private final JdbcClient jdbc;
    private final Catalog catalog;
    private final BundleCheck bundles;
    private final ThingNames names;

    RecordChecks(JdbcClient jdbc, Catalog catalog, BundleCheck bundles, ThingNames names) {
        this.jdbc = jdbc;
        this.catalog = catalog;
        this.bundles = bundles;
        this.names = names;
    }

    void templates(Findings findings) {
        long checked = 0;
        var batch = ids("template_version", START);
        while (!batch.isEmpty()) {
            for (var id : batch) {
                checked++;
                checkTemplate(id, findings);
            }
            batch = ids("template_version", batch.get(batch.size() - 1));
        }
        findings.checked("template versions", checked);
    }

    /** What can't be decrypted was found already. */
    private void checkTemplate(UUID id, Findings findings) {
        try {
            catalog.verify(new TemplateVersionId(id));
        } catch (TemplateDamagedException e) {
            if (!(e.getCause() instanceof UnreadableException)) {
                findings.found(String.valueOf(e.getMessage()));
            }
        }
    }

    private record State(
            UUID environmentId,
            String step,
            int number,
            String lineage,
            long serial,
            String digest,
            @Nullable String stored) {
        boolean sameStep(@Nullable State other) {
            return other != null
                    && other.environmentId().equals(environmentId)
                    && other.step().equals(step);
        }
    }

    /** One lineage per step, rising serials, and the content that was recorded. */
    void states(Findings findings) {
        long checked = 0;
        var batch = ids("environment", START);
        while (!batch.isEmpty()) {
            for (var environment : batch) {
                checked += checkStates(environment, findings);
            }
            batch = ids("environment", batch.get(batch.size() - 1));
        }
        findings.checked("recorded states", checked);
    }

    private int checkStates(UUID environment, Findings findings) {
        var states =
                jdbc.sql(
                                """
                                select s.environment_id, s.step, s.number, s.lineage, s.serial, s.digest,
                                    a.digest as stored
                                from state_version s left join artifact a on a.id = s.artifact_id
                                where s.environment_id = :environment order by s.step, s.number
                                """)
                        .param("environment", environment)
                        .query(State.class)
                        .list();
        @Nullable State before = null;
        for (var state : states) {
            checkState(state, state.sameStep(before) ? before : null, findings);
            before = state;
        }
        return states.size();
    }

    private void checkState(State state, @Nullable State before, Findings findings) {
        if (state.stored() != null && !state.stored().equals(state.digest())) {
            findings.found(name(state) + " has another content than was recorded.");
        }
        if (before != null && !before.lineage().equals(state.lineage())) {
            findings.found(name(state) + " belongs to another lineage than the one before it.");
        }
        if (before != null && before.serial() >= state.serial()) {
            findings.found(
                    "%s has serial %d, which does not come after %d of the one before it."
                            .formatted(name(state), state.serial(), before.serial()));
        }
    }

    private String name(State state) {
        return "Recorded state %d of step %s of %s"
                .formatted(
                        state.number(), state.step(), names.ofEnvironment(state.environmentId()));
    }

    private record Plan(
            UUID id, UUID runId, String digest, String manifest, @Nullable UUID bundleArtifactId) {}

    void plans(Findings findings) {
        long checked = 0;
        var batch = ids("plan", START);
        while (!batch.isEmpty()) {
            for (var id : batch) {
                checked++;
                checkPlan(plan(id), findings);
            }
            batch = ids("plan", batch.get(batch.size() - 1));
        }
        findings.checked("plans", checked);
    }

    private Plan plan(UUID id) {
        return jdbc.sql(
                        "select id, run_id, digest, manifest, bundle_artifact_id from plan where id = :id")
                .param("id", id)
                .query(Plan.class)
                .single();
    }

    private void checkPlan(Plan plan, Findings findings) {
        if (!Digests.of(plan.manifest()).equals(plan.digest())) {
            findings.found(
                    "The plan of "
                            + names.ofRun(plan.runId())
                            + " depends on other things than its digest says.");
        } else if (plan.bundleArtifactId() != null) {
            bundles.whatDiffers(plan.bundleArtifactId(), plan.manifest())
                    .ifPresent(
                            file ->
                                    findings.found(
                                            "The sealed plan of %s holds another %s than was approved."
                                                    .formatted(names.ofRun(plan.runId()), file)));
        }
    }

    private record Decided(UUID runId) {}

    /** A decision is on the digest of its plan, and an apply has one that says yes. */
    void decisions(Findings findings) {
        jdbc.sql(
                        """
                        select a.run_id from approval a join plan p on p.id = a.plan_id
                        where a.plan_digest <> p.digest or a.run_id <> p.run_id
                        """)
                .query(Decided.class)
                .list()
                .forEach(
                        row ->
                                findings.found(
                                        "A decision on "
                                                + names.ofRun(row.runId())
                                                + " is on another plan than the run's."));
        jdbc.sql(
                        """
                        select e.run_id from execution e left join approval a on a.id = e.approval_id
                        where e.phase = 'APPLY'
                            and (a.id is null or a.decision <> 'APPROVE' or a.plan_id <> e.plan_id)
                        """)
                .query(Decided.class)
                .list()
                .forEach(
                        row ->
                                findings.found(
                                        "An apply of "
                                                + names.ofRun(row.runId())
                                                + " has no approval of its plan."));
        findings.checked("decisions", count("approval"));
        findings.checked("applies", count("execution where phase = 'APPLY'"));
    }

    private long count(String rows) {
        return jdbc.sql("select count(*) from " + rows).query(Long.class).single();
    }

    private List<UUID> ids(String table, UUID after) {
        return jdbc.sql(
                        "select id from "
                                + table
                                + " where id > :after order by id fetch first :rows rows only")
                .param("after", after)
                .param("rows", Verification.BATCH)
                .query(UUID.class)
                .list();
    }
}
