package dev.groundplan.worker;

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
}
