package dev.groundplan.worker;

import static java.util.Objects.requireNonNull;

/** What was approved is not what would run now. Nothing was begun. The message says what moved. */
class PlanOutdatedException extends Exception {
    private final String why;

    PlanOutdatedException(String why) {
        super(why);
        this.why = why;
    }

    /** What moved, as a sentence. */
    String why() {
        return why;
    }

    @Override
    public String getMessage() {
        return requireNonNull(super.getMessage());
    }
}
