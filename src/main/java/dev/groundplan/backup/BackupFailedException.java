package dev.groundplan.backup;

/** A backup or a restore could not be finished, or what was written is not what was meant. */
public class BackupFailedException extends RuntimeException {
    BackupFailedException(String message) {
        super(message);
    }

    BackupFailedException(String message, Throwable cause) {
        super(message + " " + cause.getMessage(), cause);
    }
}
