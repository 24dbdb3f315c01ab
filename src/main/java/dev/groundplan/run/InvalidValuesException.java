package dev.groundplan.run;

import dev.groundplan.form.ValueProblem;
import java.util.List;

/** Values break rules of the template; each problem names its value and repeats no secret. */
public class InvalidValuesException extends RuntimeException {
    private final transient List<ValueProblem> problems;

    InvalidValuesException(List<ValueProblem> problems) {
        super("The values break " + problems.size() + " rules of the template.");
        this.problems = List.copyOf(problems);
    }

    /** Never empty; in the order of the form. */
    public List<ValueProblem> problems() {
        return problems;
    }
}
