package dev.groundplan.run;

import dev.groundplan.identity.PersonId;

/**
 * A person asked to stop a run that is worked on; published inside the transaction.
 *
 * @param kill whether what still runs is to be killed
 */
public record CancelRequested(Run run, PersonId by, boolean kill) {}
