package dev.groundplan.run.approval;

/** Something is missing from a decision: the reason of a rejection, the typed name. */
public class DecisionIncompleteException extends RuntimeException {
    private final String field;

    DecisionIncompleteException(String field, String message) {
        super(message);
        this.field = field;
    }

    /** Name of the form field it is about. */
    public String field() {
        return field;
    }
}
