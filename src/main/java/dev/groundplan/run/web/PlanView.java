package dev.groundplan.run.web;

import dev.groundplan.page.Chip;
import dev.groundplan.page.Pager;
import dev.groundplan.page.Tone;
import dev.groundplan.page.ValueView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The plan of one part, for review.
 *
 * @param partLabel "Part 1 of 2"; null when there is one part
 * @param summary "2 create, 1 replace, 0 destroy; 1 output changes"
 * @param exact whether what was reviewed is what runs; else the tool predicts
 * @param later steps that are planned after this part, with what they need
 * @param warnings what destroys, replaces or opens something, in words
 * @param checks failed and passed checks of the template
 * @param groups in the order of their risk; those that do nothing come last, folded
 * @param drift what changed out there without the portal
 * @param empty nothing to change at all
 */
record PlanView(
        @Nullable String partLabel,
        String summary,
        boolean exact,
        String guaranteeLabel,
        String guaranteeSentence,
        List<Warning> warnings,
        List<Check> checks,
        Filter filter,
        List<Group> groups,
        List<ChangeView> drift,
        List<OutputChange> outputs,
        List<Later> later,
        Evidence evidence,
        boolean empty) {

    record Warning(Tone tone, String title, String sentence) {}

    record Check(boolean passed, String name, @Nullable String message) {

        public String icon() {
            return passed ? "circle-check" : "circle-x";
        }
    }

    /**
     * @param text what was typed; empty for none
     * @param actions one chip for each action that occurs, with its count
     * @param shown of how many: "100 of 500 changes"
     * @param clearUrl null when nothing is filtered
     */
    record Filter(
            String url,
            String text,
            @Nullable String action,
            List<Chip> actions,
            String shown,
            @Nullable String clearUrl,
            @Nullable Pager pager) {}

    /** Changes of one action. A folded one starts closed. */
    record Group(
            String id,
            String title,
            ActionView action,
            int count,
            boolean folded,
            List<ChangeView> changes) {}

    record OutputChange(String name, ActionView action, ValueView before, ValueView after) {}

    record Later(String step, String tool, String sentence) {}

    /** What an auditor asks for; folded. Each digest can be copied. */
    record Evidence(List<Item> items) {

        record Item(String label, String value, boolean copy) {}
    }
}
