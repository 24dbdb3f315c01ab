package dev.groundplan.run.web;

import dev.groundplan.environment.Environment;
import dev.groundplan.identity.Viewer;
import dev.groundplan.page.Link;
import dev.groundplan.page.StatusMark;
import dev.groundplan.run.Effect;
import dev.groundplan.run.Ending;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunKind;
import dev.groundplan.run.RunService;
import dev.groundplan.run.RunStatus;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How a run ended, and what to do next. */
@Component
class ResultBox {
    private final OutputList outputs;
    private final RunService runs;

    ResultBox(OutputList outputs, RunService runs) {
        this.runs = runs;
        this.outputs = outputs;
    }

    /** Null until it has ended. */
    @Nullable ResultView of(Viewer viewer, Environment environment, Run run, StatusMark mark) {
        var ending = run.ending();
        if (ending == null) {
            return null;
        }
        return new ResultView(
                mark,
                title(run, ending),
                run.request().kind() == RunKind.RECONCILE && run.status() == RunStatus.APPLIED
                        ? "What exists is recorded, and the environment is free again."
                        : RunWords.effectSentence(ending),
                ending.failure(),
                hint(run, ending),
                null,
                run.status() == RunStatus.FAILED || run.status() == RunStatus.UNKNOWN
                        ? run.id().toString().substring(24)
                        : null,
                run.status() == RunStatus.APPLIED && run.request().kind() != RunKind.DESTROY
                        ? outputs.of(viewer, environment)
                        : List.of(),
                actions(viewer, environment, run));
    }

    private static String title(Run run, Ending ending) {
        return switch (run.status()) {
            case APPLIED -> RunWords.done(run.request().kind());
            case NO_CHANGES ->
                    run.request().kind() == RunKind.REFRESH
                            ? "In sync: what exists is what was recorded"
                            : "Nothing to change";
            case PLANNED -> run.request().kind() == RunKind.REFRESH ? "Drift found" : "Plan ready";
            case REJECTED -> "Rejected";
            case STALE -> "Plan outdated";
            case CANCELED -> ending.effect() == Effect.PARTIAL ? "Stopped part-way" : "Stopped";
            case FAILED -> ending.effect() == Effect.PARTIAL ? "Failed part-way" : "Failed";
            default -> "Interrupted, outcome not known";
        };
    }

    private static @Nullable String hint(Run run, Ending ending) {
        if (run.status() == RunStatus.UNKNOWN) {
            return "Nothing else may change this environment until it is known what was done: recover it on its page.";
        }
        if (ending.effect() == Effect.PARTIAL) {
            return "What was made is recorded. A new plan shows what is still missing, and continues from there.";
        }
        if (run.status() == RunStatus.STALE) {
            return "Ask for it again: the new plan is made on what exists now.";
        }
        return run.status() == RunStatus.REJECTED
                ? "Read the approver's reason first. If it can be mended, the form is filled in with what you asked for."
                : null;
    }

    private List<Link> actions(Viewer viewer, Environment environment, Run run) {
        var links = new ArrayList<Link>();
        var may = viewer.mayRequest(environment.teamId());
        if (may && again(run)) {
            links.add(new Link(label(run), change(environment, run)));
        }
        if (may && run.request().kind() == RunKind.REFRESH && run.status() == RunStatus.PLANNED) {
            links.add(new Link("Plan the repair", "/environments/" + environment.id() + "/change"));
        }
        if (may && leftSomething(run)) {
            links.add(new Link("Plan what is left", change(environment, run)));
        }
        links.add(new Link("Open environment", "/environments/" + environment.id()));
        return links;
    }

    private boolean leftSomething(Run recovery) {
        var unknown = recovery.request().reconciles();
        if (unknown == null || recovery.status() != RunStatus.APPLIED) {
            return false;
        }
        var settled = runs.get(unknown);
        return settled.status() == RunStatus.FAILED && settled.request().kind() != RunKind.DESTROY;
    }

    /** The form with the run's values, and with what the tool said about them. */
    private static String change(Environment environment, Run run) {
        var url =
                "/environments/"
                        + environment.id()
                        + "/change?revision="
                        + run.request().revision();
        return refused(run) ? url + "&run=" + run.id() : url;
    }

    private static boolean refused(Run run) {
        var ending = run.ending();
        return ending != null && ending.problems() != null;
    }

    private static boolean again(Run run) {
        var changed =
                run.request().kind() == RunKind.PROVISION || run.request().kind() == RunKind.UPDATE;
        return changed
                && switch (run.status()) {
                    case REJECTED, STALE, FAILED, CANCELED, PLANNED -> true;
                    default -> false;
                };
    }

    /** Steps that are done stay as they are: a new plan has nothing to do there. */
    private static String goOn(Run run) {
        var ending = run.ending();
        return ending != null && ending.effect() == Effect.PARTIAL
                ? "Continue from here"
                : "Continue with a new plan";
    }

    private static String label(Run run) {
        return switch (run.status()) {
            case REJECTED -> "Edit and send again";
            case PLANNED -> "Request exactly this";
            case STALE -> "Plan again";
            case FAILED -> refused(run) ? "Correct the values" : goOn(run);
            default -> goOn(run);
        };
    }
}
