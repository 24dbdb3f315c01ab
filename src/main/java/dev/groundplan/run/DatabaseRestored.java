package dev.groundplan.run;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The database was set back to a backup, and this is the first start after it.
 *
 * @param backupAt null when that is not known
 * @param needRecovery how many environments
 */
public record DatabaseRestored(@Nullable Instant backupAt, int needRecovery) {}
