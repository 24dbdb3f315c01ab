package dev.groundplan.worker;

import dev.groundplan.run.RunId;
import java.util.UUID;

/**
 * The worker that applied a run is gone; only a worker of the same host can find out what became of
 * it.
 */
record ApplyAdrift(RunId run, UUID host) {}
