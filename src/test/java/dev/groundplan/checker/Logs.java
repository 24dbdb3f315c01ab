package dev.groundplan.checker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** I6: the log of a run has no gap, and holds what the child printed, in order. */
final class Logs {
    private Logs() {}

    static List<Violation> complete(Evidence evidence) {
        var all = new ArrayList<Violation>();
        numbered(evidence, all);
        spoken(evidence, all);
        all.addAll(
                evidence.violations(
                        "I6",
                        """
                        select 'execution ' || cast(e.id as varchar) || ' has no end, and its run has'
                        from execution e join run r on r.id = e.run_id
                        where e.ended_at is null and r.status in
                            ('APPLIED', 'NO_CHANGES', 'PLANNED', 'REJECTED', 'CANCELED', 'STALE')
                        """));
        return all;
    }

    private static void numbered(Evidence evidence, List<Violation> all) {
        Object run = "";
        int seq = 0;
        int line = 1;
        for (var row :
                evidence.rows(
                        "select run_id, seq, first_line, lines, text from log_chunk order by run_id, seq")) {
            if (!row.get("run_id").equals(run)) {
                run = row.get("run_id");
                seq = 0;
                line = 1;
            }
            seq++;
            if (number(row, "seq") != seq || number(row, "first_line") != line) {
                all.add(
                        new Violation(
                                "I6", "the log of run " + run + " has a gap at chunk " + seq));
                seq = number(row, "seq");
            }
            line = number(row, "first_line") + number(row, "lines");
            if (((String) row.get("text")).split("\n", -1).length != number(row, "lines")) {
                all.add(new Violation("I6", "chunk " + seq + " of run " + run + " counts wrong"));
            }
        }
    }

    private static void spoken(Evidence evidence, List<Violation> all) {
        var heard = heard(evidence);
        var lost = lost(evidence);
        var known = ids(evidence, "select cast(id as varchar) as id from execution");
        var restored = !ids(evidence, "select cast(id as varchar) as id from restored").isEmpty();
        for (var said : evidence.journal("said")) {
            if (lost.contains(said.execution()) || restored && !known.contains(said.execution())) {
                continue;
            }
            var lines = heard.getOrDefault(said.execution(), List.of());
            var expected = Integer.parseInt(said.text());
            if (lines.size() != expected) {
                all.add(
                        new Violation(
                                "I6",
                                "execution %s printed %d lines and %d are in the log"
                                        .formatted(said.execution(), expected, lines.size())));
            }
        }
        heard.forEach(
                (execution, lines) -> {
                    for (int i = 0; i < lines.size(); i++) {
                        if (!lines.get(i).startsWith(i + 1 + " ")) {
                            all.add(
                                    new Violation(
                                            "I6",
                                            "line %d of execution %s is \"%s\""
                                                    .formatted(i + 1, execution, lines.get(i))));
                            return;
                        }
                    }
                });
    }

    /**
     * A plan that is made again by another worker may end in mid-sentence, and so may an apply of
     * which nobody knows how it ended; what was said after the backup that the database was set
     * back to is gone.
     */
    private static Set<String> lost(Evidence evidence) {
        return ids(
                evidence,
                """
                select cast(id as varchar) as id from execution
                where phase = 'PLAN' and message = 'The worker was lost.' or outcome = 'UNPROVEN'
                union select cast(id as varchar) from forgotten_apply
                """);
    }

    private static Set<String> ids(Evidence evidence, String sql) {
        return evidence.rows(sql).stream()
                .map(row -> (String) row.get("id"))
                .collect(Collectors.toSet());
    }

    /** What the log has of each recorder child's own output. */
    private static Map<String, List<String>> heard(Evidence evidence) {
        var heard = new HashMap<String, List<String>>();
        var recorders = evidence.journal("start").stream().map(entry -> entry.execution()).toList();
        recorders.forEach(execution -> heard.put(execution, new ArrayList<>()));
        for (var row :
                evidence.rows(
                        """
                        select cast(execution_id as varchar) as execution, text from log_chunk
                        where stream = 'OUT' order by run_id, seq
                        """)) {
            var lines = heard.get((String) row.get("execution"));
            if (lines != null) {
                lines.addAll(List.of(((String) row.get("text")).split("\n", -1)));
            }
        }
        return heard;
    }

    private static int number(Map<String, Object> row, String column) {
        return ((Number) row.get(column)).intValue();
    }
}
