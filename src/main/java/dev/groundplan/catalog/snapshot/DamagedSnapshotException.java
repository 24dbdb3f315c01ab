package dev.groundplan.catalog.snapshot;

/**
 * Packed bytes are not what {@link Snapshots#pack} wrote, or would leave the folder they are
 * unpacked to.
 */
public class DamagedSnapshotException extends RuntimeException {
    DamagedSnapshotException(String message) {
        super(message);
    }

    DamagedSnapshotException(String message, Throwable cause) {
        super(message, cause);
    }
}
