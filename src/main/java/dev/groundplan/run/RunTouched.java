package dev.groundplan.run;

import dev.groundplan.environment.EnvironmentId;

/** Something that a page about the run shows has changed; published inside the transaction. */
public record RunTouched(RunId run, EnvironmentId environment) {}
