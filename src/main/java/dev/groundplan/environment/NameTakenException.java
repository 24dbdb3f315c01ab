package dev.groundplan.environment;

/** The team already has a live environment of that name. */
public class NameTakenException extends RuntimeException {
    NameTakenException(String name) {
        super("Your team already has an environment named \"" + name + "\". Choose another name.");
    }
}
