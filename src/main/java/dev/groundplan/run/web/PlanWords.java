package dev.groundplan.run.web;

import dev.groundplan.engine.Guarantee;
import dev.groundplan.page.Tone;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunKind;
import dev.groundplan.run.plan.Plan;
import dev.groundplan.run.plan.PlanCounts;
import java.util.ArrayList;
import java.util.List;

/** What a page says about a plan as a whole. */
final class PlanWords {
    private PlanWords() {}

    static String summary(Run run, PlanCounts counts) {
        return run.request().kind() == RunKind.RECONCILE
                ? "Missing: " + summary(counts)
                : summary(counts);
    }

    /** A look at what an interrupted run left changes nothing, whatever it lists. */
    private static List<PlanView.Warning> found(Plan plan) {
        return List.of(
                plan.counts().acting() == 0 && plan.counts().outputs() == 0
                        ? new PlanView.Warning(
                                Tone.OK,
                                "Nothing is missing in the recorded state",
                                "All that can be planned now is there. Accept it, and the environment is free again.")
                        : new PlanView.Warning(
                                Tone.INFO,
                                "What is listed here is not in the recorded state",
                                "The rest of the interrupted run landed. What was made after its state was recorded last can't be seen here: look for it before you plan again. Accepting changes nothing."));
    }

    static String summary(PlanCounts counts) {
        var words = new ArrayList<String>();
        add(words, counts.create(), "to create");
        add(words, counts.update(), "to change");
        add(words, counts.replace(), "to replace");
        add(words, counts.delete(), "to destroy");
        add(words, counts.run(), "scripts to run again");
        add(words, counts.forget(), "to forget");
        var changes = words.isEmpty() ? "No changes" : String.join(", ", words);
        return counts.outputs() == 0
                ? changes
                : changes
                        + "; "
                        + counts.outputs()
                        + (counts.outputs() == 1 ? " output changed" : " outputs changed");
    }

    private static void add(List<String> words, int count, String verb) {
        if (count > 0) {
            words.add(count + " " + verb);
        }
    }

    static String guarantee(Run run, Plan plan) {
        if (run.request().kind() == RunKind.RECONCILE) {
            return "The tool compared what exists with what was wanted. Nothing of this is applied.";
        }
        return plan.guarantee() == Guarantee.EXACT
                ? "What you see is what runs. If anything moves, nothing runs."
                : "The tool predicts this. The check is repeated right before the apply; a different result runs nothing.";
    }

    static List<PlanView.Warning> warnings(Run run, Plan plan) {
        return run.request().kind() == RunKind.RECONCILE ? found(plan) : warnings(plan);
    }

    private static List<PlanView.Warning> warnings(Plan plan) {
        var warnings = new ArrayList<PlanView.Warning>();
        var counts = plan.counts();
        if (counts.delete() > 0) {
            warnings.add(
                    new PlanView.Warning(
                            Tone.BAD,
                            counts.delete() == 1
                                    ? "Destroys 1 thing"
                                    : "Destroys " + counts.delete() + " things",
                            "What is in them is lost. There is no way back."));
        }
        if (counts.replace() > 0) {
            warnings.add(
                    new PlanView.Warning(
                            Tone.BAD,
                            counts.replace() == 1
                                    ? "Replaces 1 thing"
                                    : "Replaces " + counts.replace() + " things",
                            "Each is destroyed and made anew; data in it is lost."));
        }
        if (!plan.complete()) {
            warnings.add(
                    new PlanView.Warning(
                            Tone.WARN,
                            "The plan is not complete",
                            "The tool could not work out everything beforehand."));
        }
        return warnings;
    }
}
