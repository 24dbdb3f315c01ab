package dev.groundplan.checker;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** I12: what was sent again with its key was done once, and answered in the same words. */
final class Doors {
    private Doors() {}

    static List<Violation> idempotent(Evidence evidence) {
        var all = new ArrayList<Violation>();
        evidence.history().stream()
                .filter(told -> told.key() != null)
                .collect(Collectors.groupingBy(told -> requireNonNull(told.key())))
                .forEach((key, answers) -> all.addAll(ofOne(evidence, key, answers)));
        return all;
    }

    private static List<Violation> ofOne(Evidence evidence, String key, List<Accepted> told) {
        var all = new ArrayList<Violation>();
        var runs = told.stream().map(Accepted::run).distinct().toList();
        if (runs.size() > 1) {
            all.add(violation(key, "made the runs " + runs));
        }
        if (told.stream().map(Accepted::answer).distinct().count() > 1) {
            all.add(violation(key, "was answered in different words"));
        }
        if (!requireNonNull(told.get(0).answer()).equals(recorded(evidence, key, runs.get(0)))) {
            all.add(violation(key, "was answered otherwise than is recorded"));
        }
        return all;
    }

    /** Empty when nothing is, or more than one thing. */
    private static String recorded(Evidence evidence, String key, UUID run) {
        return evidence
                .jdbc()
                .sql(
                        """
                        select i.answer from idempotency i join run r on r.requested_by = i.person_id
                        where i.idempotency_key = :key and r.id = :run and i.answer is not null
                        """)
                .param("key", key)
                .param("run", run)
                .query(String.class)
                .list()
                .stream()
                .collect(Collectors.joining());
    }

    private static Violation violation(String key, String what) {
        return new Violation("I12", "the key " + key + " " + what);
    }
}
