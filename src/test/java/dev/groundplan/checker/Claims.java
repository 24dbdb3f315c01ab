package dev.groundplan.checker;

import dev.groundplan.engine.recorder.Journal.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * I14: what a run says it did is what was done, or it says that it does not know. The other way
 * round of I2: nothing that was done is left out.
 */
final class Claims {
    private Claims() {}

    static List<Violation> truthful(Evidence evidence) {
        var effects = counted(evidence, "effect");
        var begun = counted(evidence, "start");
        var all = new ArrayList<Violation>();
        for (var row :
                evidence.rows(
                        """
                        select cast(e.id as varchar) as execution, e.outcome,
                            (select count(*) from plan_change c where c.plan_id = e.plan_id and c.step = e.step
                                and c.drift = false and c.action in ('CREATE', 'UPDATE', 'DELETE')) as planned
                        from execution e join run r on r.id = e.run_id
                        where e.phase = 'APPLY' and r.status in ('APPLIED', 'FAILED', 'CANCELED')
                            and e.outcome in ('SUCCEEDED', 'FAILED', 'CANCELED')
                        """)) {
            var execution = (String) row.get("execution");
            var planned = ((Number) row.get("planned")).longValue();
            var done = effects.getOrDefault(execution, 0L);
            if (row.get("outcome").equals("SUCCEEDED")
                    && begun.containsKey(execution)
                    && done != planned) {
                all.add(says(execution, "that all was done", done, planned));
            }
        }
        all.addAll(untouched(evidence, effects));
        return all;
    }

    private static Violation says(String execution, String what, long done, long planned) {
        return new Violation(
                "I14",
                "execution %s says %s, and it was %d of %d"
                        .formatted(execution, what, done, planned));
    }

    /** Runs whose one apply says that nothing was changed. */
    private static List<Violation> untouched(Evidence evidence, Map<String, Long> effects) {
        return evidence
                .rows(
                        """
                        select cast(e.id as varchar) as execution, r.effect_planned as planned
                        from execution e join run r on r.id = e.run_id
                        where e.phase = 'APPLY' and r.effect = 'NONE' and r.applied_any = false
                            and e.outcome in ('FAILED', 'CANCELED')
                        """)
                .stream()
                .filter(row -> effects.containsKey((String) row.get("execution")))
                .map(
                        row ->
                                says(
                                        (String) row.get("execution"),
                                        "that nothing was changed",
                                        effects.get((String) row.get("execution")),
                                        ((Number) row.get("planned")).longValue()))
                .toList();
    }

    private static Map<String, Long> counted(Evidence evidence, String kind) {
        return evidence.journal(kind).stream()
                .collect(Collectors.groupingBy(Entry::execution, Collectors.counting()));
    }
}
