package dev.groundplan.run.api;

import dev.groundplan.form.ValueProblem;
import java.util.List;

/** A request can be read, but fields are unknown, missing or not what the operation takes. */
class InvalidInputException extends RuntimeException {
    private final transient List<ValueProblem> problems;

    InvalidInputException(List<ValueProblem> problems) {
        super("The request is not what this operation takes.");
        this.problems = List.copyOf(problems);
    }

    InvalidInputException(String pointer, String message) {
        this(List.of(new ValueProblem(pointer, message)));
    }

    /** Pointers into the body; empty for what is not in it. */
    List<ValueProblem> problems() {
        return problems;
    }
}
