package dev.groundplan.backup;

/** No backup can be made here or now; the message says why and what to do. */
public class BackupRefusedException extends RuntimeException {
    BackupRefusedException(String message) {
        super(message);
    }
}
