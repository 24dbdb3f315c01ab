package dev.groundplan.run;

/**
 * A worker can take the run now: published inside the transaction that made it so.
 *
 * @param version the run row's version, so that two wake-ups for one run never look the same
 */
public record RunReady(RunId run, String engines, long version) {}
