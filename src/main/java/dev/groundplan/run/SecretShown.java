package dev.groundplan.run;

import dev.groundplan.environment.Environment;
import dev.groundplan.identity.PersonId;

/** Somebody looked at a secret output of an environment; published inside a transaction. */
public record SecretShown(Environment environment, String output, PersonId by) {}
