package dev.groundplan.engine.terraform.hcl;

/**
 * How much of a template is read. Far above real modules, low enough that a hostile one costs
 * nothing.
 */
final class ReadLimits {
    static final int FILE_BYTES = 1_000_000;
    static final int FILES = 2_000;
    static final int NESTING = 50;
    static final int NUMBER_LENGTH = 1_000;
    static final int NUMBER_EXPONENT = 1_000;
    static final int OPERATORS = 1_000;

    private ReadLimits() {}

    static void nesting(int depth, int line) throws SyntaxException {
        if (depth > NESTING) {
            throw new SyntaxException(
                    line,
                    "This is nested more than "
                            + NESTING
                            + " levels deep; the portal does not read that.");
        }
    }
}
