package dev.groundplan.worker;

/** What was approved is not what would run now. Nothing was begun. The message says what moved. */
class PlanOutdatedException extends Exception {
    PlanOutdatedException(String message) {
        super(message);
    }
}
