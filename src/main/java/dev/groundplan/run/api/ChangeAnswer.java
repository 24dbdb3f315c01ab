package dev.groundplan.run.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.groundplan.engine.Change;
import dev.groundplan.run.plan.PlanChanges.StepChange;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One change of a plan.
 *
 * @param position from 1 in the plan's order; the cursor of the next page
 */
record ChangeAnswer(int position, String step, @JsonUnwrapped Change change) {

    /** The changes of a page that comes after so many others. */
    static List<ChangeAnswer> of(List<StepChange> page, int before) {
        return IntStream.range(0, page.size())
                .mapToObj(
                        i ->
                                new ChangeAnswer(
                                        before + i + 1, page.get(i).step(), page.get(i).change()))
                .toList();
    }
}
