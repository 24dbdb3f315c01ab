package dev.groundplan.checker;

import dev.groundplan.engine.recorder.Journal.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** I2 and I3: a plan is applied once at most, and only with a valid approval of its own. */
final class Applies {
    private Applies() {}

    static List<Violation> atMostOnce(Evidence evidence) {
        var all = new ArrayList<Violation>();
        all.addAll(
                evidence.violations(
                        "I2",
                        """
                        select 'plan ' || p.digest || ' was begun ' || cast(count(*) as varchar) || ' times for step ' || e.step
                        from execution e join plan p on p.id = e.plan_id where e.phase = 'APPLY'
                        group by p.digest, e.step having count(*) > 1
                        """));
        startedTwice(evidence, all);
        effectsBeyondThePlan(evidence, all);
        return all;
    }

    private static void startedTwice(Evidence evidence, List<Violation> all) {
        evidence.journal("start").stream()
                .filter(entry -> entry.text().equals("APPLY"))
                .collect(Collectors.groupingBy(Entry::execution, Collectors.counting()))
                .forEach(
                        (execution, count) -> {
                            if (count > 1) {
                                all.add(
                                        new Violation(
                                                "I2", "execution " + execution + " started twice"));
                            }
                        });
    }

    private static void effectsBeyondThePlan(Evidence evidence, List<Violation> all) {
        var planned = planned(evidence);
        var forgotten = forgotten(evidence);
        var seen = new HashSet<String>();
        for (var effect : evidence.journal("effect")) {
            var changes = planned.get(effect.execution());
            var what =
                    "the effect " + effect.text().replace('\t', ' ') + " of " + effect.execution();
            if (changes == null && forgotten.contains(effect.execution())) {
                continue; // its plan is newer than the backup that the database was set back to
            } else if (changes == null) {
                all.add(new Violation("I2", what + " belongs to no consumed plan"));
            } else if (!changes.contains(effect.text())) {
                all.add(new Violation("I2", what + " was not planned"));
            } else if (!seen.add(effect.execution() + effect.text())) {
                all.add(new Violation("I2", what + " happened twice"));
            }
        }
    }

    /** Executions that the ledger knows, and that the restored database does not. */
    private static HashSet<Object> forgotten(Evidence evidence) {
        var ids = new HashSet<>();
        evidence.rows("select cast(id as varchar) as id from forgotten_apply")
                .forEach(row -> ids.add(row.get("id")));
        return ids;
    }

    /** By execution of an apply, its planned changes as the journal writes them. */
    private static Map<String, HashSet<String>> planned(Evidence evidence) {
        var planned = new HashMap<String, HashSet<String>>();
        for (var row :
                evidence.rows(
                        """
                        select cast(e.id as varchar) as execution, c.action, c.address from execution e
                        join plan_change c on c.plan_id = e.plan_id and c.step = e.step and c.drift = false
                        where e.phase = 'APPLY'
                        """)) {
            planned.computeIfAbsent((String) row.get("execution"), any -> new HashSet<>())
                    .add(row.get("action") + "\t" + row.get("address"));
        }
        return planned;
    }

    static List<Violation> approved(Evidence evidence) {
        return evidence.violations(
                "I3",
                """
                select 'execution ' || cast(e.id as varchar) || ' of run ' || cast(e.run_id as varchar)
                    || ' began without a valid approval'
                from execution e
                join plan p on p.id = e.plan_id
                join run r on r.id = e.run_id
                join environment v on v.id = r.environment_id
                where e.phase = 'APPLY' and not exists (
                    select 1 from approval a where a.id = e.approval_id and a.plan_id = p.id and a.run_id = r.id
                        and a.plan_digest = p.digest and a.decision = 'APPROVE' and a.at <= e.started_at
                        and (a.kind = 'RULE' and a.rule_name is not null
                            or a.kind = 'CARRIED' and exists (select 1 from approval b where b.id = a.carries
                                and b.run_id = r.id and b.kind = 'PERSON' and b.decision = 'APPROVE')
                            or a.kind = 'PERSON' and (a.decided_by <> r.requested_by or a.override_reason is not null)
                                and exists (select 1 from team_member m where m.team_id = v.team_id
                                    and m.person_id = a.decided_by and m.role in ('APPROVER', 'OWNER'))))
                """);
    }
}
