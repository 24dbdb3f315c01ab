package dev.groundplan.engine;

/** All that an engine gets to do its work on one step, once. */
public record StepJob(
        ExecutionId id,
        StepSpec step,
        Intent intent,
        Workdir dir,
        Inputs inputs,
        Limits limits,
        Console console) {}
