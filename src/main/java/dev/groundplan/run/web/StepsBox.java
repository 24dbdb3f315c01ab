package dev.groundplan.run.web;

import dev.groundplan.engine.EngineKind;
import dev.groundplan.engine.Engines;
import dev.groundplan.page.StatusMark;
import dev.groundplan.page.Tone;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunStatus;
import dev.groundplan.run.execution.RunSteps;
import dev.groundplan.run.execution.RunSteps.RunStep;
import dev.groundplan.run.execution.RunSteps.Status;
import dev.groundplan.run.web.StepsView.Node;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The steps of a run: in which order, how far, and what each waits for. */
@Component
class StepsBox {
    private final RunSteps steps;
    private final Engines engines;

    StepsBox(RunSteps steps, Engines engines) {
        this.steps = steps;
        this.engines = engines;
    }

    /** Null while nothing is known of the steps, and for a single one that says nothing more. */
    @Nullable StepsView of(Run run) {
        var all = steps.of(run.id());
        boolean plain = all.size() == 1 && all.get(0).verification() == null;
        return all.isEmpty() || plain ? null : StepGraph.of(all, step -> node(run, step));
    }

    private Node node(Run run, RunStep step) {
        var mark = mark(run, step);
        return new Node(
                step.step(),
                engines.get(new EngineKind(step.engine())).title(),
                0,
                0,
                mark.tone().css(),
                mark,
                step.part() == null ? "planned later" : "part " + step.part(),
                note(step),
                verification(step));
    }

    private static StatusMark mark(Run run, RunStep step) {
        boolean over = run.status().isFinal();
        if (run.status() == RunStatus.UNKNOWN && touched(step)) {
            return StatusMark.of(Tone.WARN, "Not known");
        }
        return switch (step.status()) {
            case LATER -> StatusMark.of(Tone.IDLE, over ? "Not planned" : "Planned later");
            case PLANNED -> StatusMark.of(Tone.INFO, over ? "Not begun" : "Planned");
            case UNCHANGED -> StatusMark.of(Tone.OK, "Nothing to change");
            case APPLYING ->
                    over
                            ? StatusMark.of(Tone.WARN, "Not known")
                            : StatusMark.of(Tone.BUSY, "Applying");
            case APPLIED -> StatusMark.of(Tone.OK, "Applied");
            case FAILED ->
                    run.status() == RunStatus.CANCELED
                            ? StatusMark.of(Tone.IDLE, "Stopped")
                            : StatusMark.of(Tone.BAD, "Failed");
        };
    }

    private static boolean touched(RunStep step) {
        return step.status() == Status.APPLYING || step.status() == Status.FAILED;
    }

    private static @Nullable String note(RunStep step) {
        if (step.status() == Status.LATER && step.waitsFor() != null) {
            return step.waitsFor().isEmpty()
                    ? "Waits for the steps before it."
                    : "Waits for " + step.waitsFor() + ".";
        }
        return step.finding();
    }

    private static @Nullable StatusMark verification(RunStep step) {
        if (step.verification() == null) {
            return null;
        }
        return switch (step.verification()) {
            case VERIFIED -> StatusMark.of(Tone.OK, "Verified");
            case DIFFERS -> StatusMark.of(Tone.WARN, "Still differs");
            case UNPROVEN -> StatusMark.of(Tone.WARN, "Not verified");
        };
    }
}
