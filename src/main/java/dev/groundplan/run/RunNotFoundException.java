package dev.groundplan.run;

/** No such run, or none that the person may see. */
public class RunNotFoundException extends RuntimeException {
    public RunNotFoundException(RunId id) {
        super("There is no run " + id + ".");
    }
}
