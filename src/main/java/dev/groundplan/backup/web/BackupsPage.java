package dev.groundplan.backup.web;

import dev.groundplan.backup.BackupProperties;
import dev.groundplan.backup.Backups;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.execution.ForgottenApplies;
import org.springframework.stereotype.Component;

/** Puts the page of the backups together. */
@Component
class BackupsPage {
    private final Backups backups;
    private final BackupProperties properties;
    private final ForgottenApplies forgotten;

    BackupsPage(Backups backups, BackupProperties properties, ForgottenApplies forgotten) {
        this.backups = backups;
        this.properties = properties;
        this.forgotten = forgotten;
    }

    BackupsView of(Viewer viewer) {
        var refusal = backups.refusal().orElse(null);
        return new BackupsView(
                refusal,
                backups.lastFailure(),
                rule(),
                viewer.admin() && refusal == null,
                backups.all().stream()
                        .map(made -> new BackupsView.Row(made.name(), made.at(), size(made.size())))
                        .toList(),
                forgotten.strangers());
    }

    private String rule() {
        return properties.folder() == null
                ? "None is made by itself: set groundplan.backup.folder for that."
                : "The next is made when the newest is older than %s; the last %d are kept."
                        .formatted(words(properties.every()), properties.keep());
    }

    private static String words(java.time.Duration every) {
        return every.toMinutes() % 60 == 0
                ? every.toHours() + " h"
                : every.toMinutes() == 0 ? every.toSeconds() + " s" : every.toMinutes() + " min";
    }

    private static String size(long bytes) {
        return bytes < 1024 * 1024
                ? Math.max(1, bytes / 1024) + " kB"
                : bytes / 1024 / 1024 + " MB";
    }
}
