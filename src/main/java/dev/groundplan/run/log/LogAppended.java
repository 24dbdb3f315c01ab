package dev.groundplan.run.log;

import dev.groundplan.run.RunId;

/** A run's log grew up to this chunk; published inside the transaction. */
public record LogAppended(RunId run, int seq) {}
