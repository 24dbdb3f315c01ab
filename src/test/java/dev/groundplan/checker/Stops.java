package dev.groundplan.checker;

import dev.groundplan.engine.recorder.Journal.Entry;
import java.util.List;
import java.util.stream.Collectors;

/** I13: a tool is asked to stop once at most; a second time it gives up its state. */
final class Stops {
    private Stops() {}

    static List<Violation> askedOnce(Evidence evidence) {
        return evidence.journal("signal").stream()
                .collect(Collectors.groupingBy(Entry::execution, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(heard -> heard.getValue() > 1)
                .map(
                        heard ->
                                new Violation(
                                        "I13",
                                        "execution %s was asked to stop %d times"
                                                .formatted(heard.getKey(), heard.getValue())))
                .toList();
    }
}
