package dev.groundplan.backup;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a backup says about itself, as its last entry.
 *
 * @param portal version that made it
 * @param schema of the database: the number of its newest migration
 * @param keys ids of the master keys that it needs; never a key
 * @param skipped links and special files in environments' folders, which are left out
 * @param files all other entries by name
 */
record Manifest(
        int format,
        Instant at,
        String portal,
        int schema,
        List<String> keys,
        int skipped,
        Map<String, Content> files) {
    static final String NAME = "manifest.json";
    static final String DATABASE = "db/groundplan.mv.db";
    static final String ENVIRONMENTS = "environments/";
    static final int FORMAT = 1;

    Manifest {
        if (format == FORMAT && (at == null || keys == null || files == null)) {
            throw new IllegalArgumentException("A manifest has a time, keys and files.");
        }
    }

    /** Size in bytes and digest of an entry. */
    record Content(long size, String digest) {}

    long size() {
        return files.values().stream().mapToLong(Content::size).sum();
    }
}
