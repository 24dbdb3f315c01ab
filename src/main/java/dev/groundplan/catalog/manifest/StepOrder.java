package dev.groundplan.catalog.manifest;

import static java.util.Objects.requireNonNull;

import dev.groundplan.catalog.Reference;
import dev.groundplan.catalog.References;
import dev.groundplan.engine.StepSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sorts steps so that each comes after what it needs, by its {@code needs} or by a reference to an
 * output.
 */
final class StepOrder {
    private final Map<String, DescribedStep> byId = new LinkedHashMap<>();
    private final List<DescribedStep> sorted = new ArrayList<>();
    private final Set<String> done = new LinkedHashSet<>();
    private final Problems problems;

    private StepOrder(List<DescribedStep> steps, Problems problems) {
        steps.forEach(step -> byId.put(step.spec().id(), step));
        this.problems = problems;
    }

    static List<DescribedStep> sort(List<DescribedStep> steps, Problems problems) {
        var order = new StepOrder(steps, problems);
        steps.forEach(step -> order.place(step, new LinkedHashSet<>()));
        return order.sorted;
    }

    private void place(DescribedStep step, Set<String> path) {
        var id = step.spec().id();
        if (done.contains(id)) {
            return;
        }
        if (!path.add(id)) {
            problems.at(
                    step.pointer(),
                    "The steps " + String.join(", ", path) + " need each other in a circle.");
            return;
        }
        var needs = needs(step);
        needs.forEach(need -> place(requireNonNull(byId.get(need)), path));
        path.remove(id);
        if (done.add(id)) {
            sorted.add(
                    new DescribedStep(step.spec().withNeeds(needs), step.pointer(), step.source()));
        }
    }

    private List<String> needs(DescribedStep step) {
        var needs = new LinkedHashSet<String>();
        for (var need : step.spec().needs()) {
            if (byId.containsKey(need)) {
                needs.add(need);
            } else {
                problems.at(
                        step.pointer() + "/needs",
                        "There is no step '" + need + "'." + DidYouMean.hint(need, byId.keySet()));
            }
        }
        references(step.spec()).stream()
                .filter(Reference::isStepOutput)
                .map(Reference::name)
                .filter(byId::containsKey)
                .forEach(needs::add);
        return List.copyOf(needs);
    }

    static Set<Reference> references(StepSpec spec) {
        var references = new LinkedHashSet<>(References.in(spec.inputs()));
        references.addAll(References.in(spec.options()));
        return references;
    }
}
