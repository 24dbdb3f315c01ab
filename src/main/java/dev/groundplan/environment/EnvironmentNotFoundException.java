package dev.groundplan.environment;

/** No such environment, or none that the person may see. */
public class EnvironmentNotFoundException extends RuntimeException {
    public EnvironmentNotFoundException(EnvironmentId id) {
        super("There is no environment " + id + ".");
    }
}
