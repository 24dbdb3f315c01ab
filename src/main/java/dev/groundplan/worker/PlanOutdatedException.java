package dev.groundplan.worker;

import static java.util.Objects.requireNonNull;

/** What was approved is not what would run now. Nothing was begun. The message says what moved. */
class PlanOutdatedException extends Exception {
    PlanOutdatedException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return requireNonNull(super.getMessage());
    }
}
