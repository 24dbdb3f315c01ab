package dev.groundplan.engine.ansible;

import dev.groundplan.engine.Change;
import dev.groundplan.engine.ChangeAction;
import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Guarantee;
import dev.groundplan.engine.Intent;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.StepPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/** The plan that a check makes. */
final class Prediction {
    private final StepJob job;
    private final Events events;

    Prediction(StepJob job, Events events) {
        this.job = job;
        this.events = events;
    }

    StepPlan plan(String version) throws IOException, EngineException {
        var reader = new ChangeReader(Secrets.of(job.inputs()));
        var changes = new ArrayList<Change>();
        inOrder(events.results()).forEach(result -> reader.read(result).ifPresent(changes::add));
        boolean failed = changes.stream().anyMatch(change -> change.action() == ChangeAction.ERROR);
        boolean looking = job.intent() == Intent.REFRESH;
        if (failed && (looking || !acts(changes))) {
            throw new EngineException(blind(changes));
        }
        return new StepPlan(
                Guarantee.PREDICTED,
                looking ? List.of() : changes,
                looking ? changes.stream().filter(Prediction::isDrift).toList() : List.of(),
                looking ? List.of() : Outputs.planned(job, events, failed || acts(changes)),
                !failed,
                failed ? warnings(changes) : List.of(),
                version);
    }

    /** Task by task; hosts answer in any order. */
    private static List<TaskResult> inOrder(List<TaskResult> results) {
        var byTask = new LinkedHashMap<String, List<TaskResult>>();
        for (var result : results) {
            byTask.computeIfAbsent(result.task(), task -> new ArrayList<>()).add(result);
        }
        byTask.values().forEach(hosts -> hosts.sort(Comparator.comparing(TaskResult::host)));
        return byTask.values().stream().flatMap(List::stream).toList();
    }

    private static boolean acts(List<Change> changes) {
        return changes.stream().anyMatch(change -> change.action().acts());
    }

    /** A check that only fails says nothing, and least of all that there is nothing to do. */
    private static String blind(List<Change> changes) {
        return String.join(" ", warnings(changes))
                + " Where a host is so fresh that it can't be checked, the template can set options.plan to tasks.";
    }

    /** What runs each time says nothing about how things are. */
    private static boolean isDrift(Change change) {
        return change.action() != ChangeAction.RUN;
    }

    private static List<String> warnings(List<Change> changes) {
        return changes.stream()
                .filter(change -> change.action() == ChangeAction.ERROR)
                .map(
                        change ->
                                "\"%s\" can't be checked on %s before what comes first is really done (%s): what comes after it there is not known."
                                        .formatted(change.name(), change.target(), change.reason()))
                .toList();
    }
}
