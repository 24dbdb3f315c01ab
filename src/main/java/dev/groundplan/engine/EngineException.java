package dev.groundplan.engine;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** A tool refused or failed before anything was changed. The message is a sentence for people. */
public class EngineException extends Exception {
    private final transient List<InputProblem> inputProblems;
    private final boolean canceled;

    public EngineException(String message) {
        this(message, List.of(), false);
    }

    public EngineException(String message, Throwable cause) {
        super(message, cause);
        this.inputProblems = List.of();
        this.canceled = false;
    }

    public EngineException(String message, List<InputProblem> inputProblems, boolean canceled) {
        super(message);
        this.inputProblems = List.copyOf(inputProblems);
        this.canceled = canceled;
    }

    @Override
    public String getMessage() {
        return requireNonNull(super.getMessage());
    }

    /** What the tool said about single inputs, so that it can be shown at the field. */
    public List<InputProblem> inputProblems() {
        return inputProblems;
    }

    /** The phase ended because a person asked for it. */
    public boolean canceled() {
        return canceled;
    }

    public record InputProblem(String input, String message) {}
}
