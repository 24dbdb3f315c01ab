package dev.groundplan.run.approval;

/** The person may not decide this; the message says why and who may. */
public class DecisionRefusedException extends RuntimeException {
    DecisionRefusedException(String message) {
        super(message);
    }
}
