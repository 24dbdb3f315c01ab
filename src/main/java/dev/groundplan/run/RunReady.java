package dev.groundplan.run;

/**
 * A worker can take the run now: published inside the transaction that made it so.
 *
 * @param epoch of the claim before; whoever takes the run makes it the next one, so a wake-up is
 *     for one claim only
 */
public record RunReady(RunId run, String engines, long epoch) {
    static RunReady of(Run run) {
        return new RunReady(run.id(), run.request().engines(), run.claim().epoch());
    }
}
