package dev.groundplan.backup;

import dev.groundplan.identity.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * @param by null when the portal made it by itself
 */
public record BackupMade(@Nullable PersonId by, Backup backup) {}
