package dev.groundplan.engine.process;

/** How many bytes of output a child may still leave; tells once when they are used up. */
final class Budget {
    private final long bytes;
    private final Runnable usedUp;
    private long left;
    private boolean told;

    Budget(long bytes, Runnable usedUp) {
        this.bytes = bytes;
        this.left = bytes;
        this.usedUp = usedUp;
    }

    /** In the beginning. */
    long bytes() {
        return bytes;
    }

    boolean take(int bytes) {
        left -= bytes;
        if (left < 0) {
            useUp();
        }
        return left >= 0;
    }

    /** There was more than that, whoever saw it. */
    void useUp() {
        left = Math.min(left, 0);
        if (!told) {
            told = true;
            usedUp.run();
        }
    }
}
