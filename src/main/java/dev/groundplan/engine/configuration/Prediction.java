package dev.groundplan.engine.configuration;

import dev.groundplan.engine.Change;
import dev.groundplan.engine.ChangeAction;
import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Guarantee;
import dev.groundplan.engine.Intent;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.StepPlan;
import java.io.IOException;
import java.util.List;

/** The plan that a check makes. */
public final class Prediction {
    private final StepJob job;
    private final Report report;
    private final Outputs outputs;
    private final String advice;

    /**
     * @param advice a sentence for who wrote the template, when a check only fails; may be empty
     */
    public Prediction(StepJob job, Report report, Outputs outputs, String advice) {
        this.job = job;
        this.report = report;
        this.outputs = outputs;
        this.advice = advice;
    }

    /**
     * @param changes in the order in which they would happen; rows that could not be checked have
     *     the action ERROR
     * @param version of the tool, as {@link dev.groundplan.engine.tool.Binary#title}
     * @throws EngineException when the check says nothing but errors
     */
    public StepPlan plan(List<Change> changes, String version) throws IOException, EngineException {
        boolean failed = changes.stream().anyMatch(change -> change.action() == ChangeAction.ERROR);
        boolean looking = job.intent() == Intent.REFRESH;
        if (failed && (looking || !acts(changes))) {
            throw new EngineException(blind(changes));
        }
        return new StepPlan(
                Guarantee.PREDICTED,
                looking ? List.of() : changes,
                looking ? changes.stream().filter(Prediction::isDrift).toList() : List.of(),
                looking ? List.of() : outputs.planned(report, failed || acts(changes)),
                !failed,
                failed ? warnings(changes) : List.of(),
                version);
    }

    private static boolean acts(List<Change> changes) {
        return changes.stream().anyMatch(change -> change.action().acts());
    }

    /** A check that only fails says nothing, and least of all that there is nothing to do. */
    private String blind(List<Change> changes) {
        return (String.join(" ", warnings(changes)) + " " + advice).strip();
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
