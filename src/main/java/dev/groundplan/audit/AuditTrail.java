package dev.groundplan.audit;

import dev.groundplan.backup.BackupMade;
import dev.groundplan.catalog.TemplateImported;
import dev.groundplan.environment.Environments;
import dev.groundplan.identity.TeamId;
import dev.groundplan.run.CancelRequested;
import dev.groundplan.run.DatabaseRestored;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunStatusChanged;
import dev.groundplan.run.SecretShown;
import dev.groundplan.run.StateDownloaded;
import dev.groundplan.run.approval.Approval;
import dev.groundplan.run.approval.PlanDecided;
import dev.groundplan.worker.HostDeclaredDead;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Writes down what happens to runs, environments and templates: in the transaction that does it, so
 * that either both are there or neither.
 */
@Component
class AuditTrail {
    private final AuditWriter writer;
    private final Environments environments;

    AuditTrail(AuditWriter writer, Environments environments) {
        this.writer = writer;
        this.environments = environments;
    }

    @EventListener
    void changed(RunStatusChanged change) {
        var run = change.run();
        writer.write(
                change.at(),
                change.actor(),
                "RUN_" + run.status(),
                AuditObject.of("run", run.id(), team(run)),
                about(run) + ": " + change.cause());
    }

    @EventListener
    void decided(PlanDecided decided) {
        var approved = decided.decision() == Approval.Decision.APPROVE;
        var override = decided.overrideReason();
        var said = decided.comment().isBlank() ? "" : ": " + decided.comment();
        writer.write(
                decided.by(),
                override != null
                        ? "PLAN_OWN_APPROVED"
                        : approved ? "PLAN_APPROVED" : "PLAN_REJECTED",
                AuditObject.of("plan", decided.run().id(), team(decided.run())),
                "%s, plan %s%s%s"
                        .formatted(
                                about(decided.run()),
                                decided.planDigest(),
                                said,
                                override == null ? "" : " · own request, because: " + override));
    }

    @EventListener
    void asked(CancelRequested asked) {
        writer.write(
                asked.by(),
                asked.kill() ? "RUN_KILL_REQUESTED" : "RUN_CANCEL_REQUESTED",
                AuditObject.of("cancellation", asked.run().id(), team(asked.run())),
                about(asked.run()));
    }

    private TeamId team(Run run) {
        return environments.get(run.environmentId()).teamId();
    }

    private String about(Run run) {
        return "Run %d of %s"
                .formatted(run.request().number(), environments.get(run.environmentId()).name());
    }

    @EventListener
    void downloaded(StateDownloaded downloaded) {
        var environment = downloaded.environment();
        writer.write(
                downloaded.by(),
                "STATE_DOWNLOADED",
                AuditObject.of("environment", environment.id(), environment.teamId()),
                "%s, step %s, recorded state %d"
                        .formatted(environment.name(), downloaded.step(), downloaded.number()));
    }

    @EventListener
    void shown(SecretShown shown) {
        var environment = shown.environment();
        writer.write(
                shown.by(),
                "SECRET_SHOWN",
                AuditObject.of("environment", environment.id(), environment.teamId()),
                environment.name() + ", output " + shown.output());
    }

    @EventListener
    void backedUp(BackupMade made) {
        writer.write(
                made.by(),
                "BACKUP_MADE",
                AuditObject.of("backup", made.backup().name()),
                made.backup().size() + " bytes");
    }

    @EventListener
    void restored(DatabaseRestored restored) {
        var backup = restored.backupAt();
        writer.write(
                null,
                "DATABASE_RESTORED",
                AuditObject.of("backup", backup == null ? "of an unknown time" : backup),
                restored.needRecovery() + " environments need recovery");
    }

    @EventListener
    void declaredDead(HostDeclaredDead declared) {
        writer.write(
                declared.by(),
                "HOST_DECLARED_DEAD",
                AuditObject.of("host", declared.host()),
                declared.name() + ": " + declared.reason());
    }

    @EventListener
    void imported(TemplateImported imported) {
        writer.write(
                null,
                "TEMPLATE_IMPORTED",
                AuditObject.of("template", imported.template()),
                imported.template() + " " + imported.version());
    }
}
