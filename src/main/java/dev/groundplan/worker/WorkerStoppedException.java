package dev.groundplan.worker;

/** The worker stopped before this was done; its wake-up comes again. */
class WorkerStoppedException extends RuntimeException {
    WorkerStoppedException() {
        super("The worker was stopped.");
    }
}
