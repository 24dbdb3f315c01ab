package dev.groundplan.engine.process;

/** How many bytes of output a child may still leave; tells once when they are used up. */
final class Budget {
    private final Runnable usedUp;
    private long left;
    private boolean told;

    Budget(long bytes, Runnable usedUp) {
        this.left = bytes;
        this.usedUp = usedUp;
    }

    boolean take(int bytes) {
        left -= bytes;
        if (left < 0 && !told) {
            told = true;
            usedUp.run();
        }
        return left >= 0;
    }

    boolean exceeded() {
        return told;
    }
}
