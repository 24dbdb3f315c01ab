package dev.groundplan.backup;

import java.time.Instant;

/**
 * A backup that was checked when it was made.
 *
 * @param name of its file
 * @param size in bytes
 */
public record Backup(String name, Instant at, long size) {}
