package dev.groundplan.worker;

import java.util.List;

/** Counts the changes of an apply over its steps. */
final class Tally {
    private final int planned;
    private int done;

    private Tally(int planned) {
        this.planned = planned;
    }

    static Tally of(List<SealedStep> steps) {
        return new Tally(
                steps.stream()
                        .mapToInt(
                                step ->
                                        (int)
                                                step.plan().changes().stream()
                                                        .filter(change -> change.action().acts())
                                                        .count())
                        .sum());
    }

    void add(int more) {
        done += more;
    }

    int done() {
        return done;
    }

    int planned() {
        return Math.max(planned, done);
    }
}
