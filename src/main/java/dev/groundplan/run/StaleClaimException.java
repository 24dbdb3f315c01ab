package dev.groundplan.run;

/**
 * A worker wrote with an old epoch: another one has taken the run over since. Nothing was written.
 */
public class StaleClaimException extends RuntimeException {
    public StaleClaimException(RunId run) {
        super("Run " + run + " was taken over by another claim.");
    }
}
