package dev.groundplan.identity;

import java.util.Map;

/** What was entered can't be accepted: one full sentence per field, to be shown beside it. */
public class InvalidFieldsException extends RuntimeException {
    private final Map<String, String> problems;

    public InvalidFieldsException(Map<String, String> problems) {
        super("Not accepted: " + String.join(", ", problems.keySet()));
        this.problems = Map.copyOf(problems);
    }

    public InvalidFieldsException(String field, String problem) {
        this(Map.of(field, problem));
    }

    /**
     * Field name to sentence, never empty; the sentences repeat nothing that was entered in a
     * secret field.
     */
    public Map<String, String> problems() {
        return problems;
    }
}
