package dev.groundplan.checker;

/**
 * Something that must never be.
 *
 * @param invariant such as {@code I4}
 */
public record Violation(String invariant, String what) {
    @Override
    public String toString() {
        return invariant + ": " + what;
    }
}
