package dev.groundplan.run;

import dev.groundplan.environment.Environment;
import dev.groundplan.identity.PersonId;

/** Somebody downloaded a recorded state, secrets and all; published inside a transaction. */
public record StateDownloaded(Environment environment, String step, int number, PersonId by) {}
