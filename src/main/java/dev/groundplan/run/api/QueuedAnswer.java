package dev.groundplan.run.api;

/** What a request led to: the environment, and the run that was queued for it. */
record QueuedAnswer(EnvironmentItem environment, RunItem run) {}
