package dev.groundplan.backup;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When and where backups of the embedded database are made.
 *
 * @param folder null: none by itself, and those that are asked for lie in the data directory
 * @param every how old the newest one may become before the next is made
 * @param keep how many are kept
 */
@ConfigurationProperties("groundplan.backup")
public record BackupProperties(
        @Nullable Path folder, @DefaultValue("24h") Duration every, @DefaultValue("7") int keep) {

    public BackupProperties {
        if (keep < 1) {
            throw new IllegalArgumentException("groundplan.backup.keep must be 1 or more.");
        }
    }
}
