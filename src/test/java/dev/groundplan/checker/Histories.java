package dev.groundplan.checker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** I7, I8 and I10: histories are paths of the published table, they end, and are audited. */
final class Histories {
    /** As DESIGN.md part 4 prints it; on purpose not the table of the product. */
    private static final Map<String, Set<String>> NEXT =
            Map.of(
                    "QUEUED", Set.of("PLANNING", "CANCELED"),
                    "PLANNING",
                            Set.of(
                                    "AWAITING_APPROVAL",
                                    "APPROVED",
                                    "PLANNED",
                                    "NO_CHANGES",
                                    "APPLIED",
                                    "CANCELED",
                                    "FAILED"),
                    "AWAITING_APPROVAL", Set.of("APPROVED", "REJECTED", "CANCELED", "STALE"),
                    "APPROVED", Set.of("APPLYING", "STALE", "CANCELED"),
                    "APPLYING", Set.of("PLANNING", "APPLIED", "CANCELED", "FAILED", "UNKNOWN"),
                    "UNKNOWN", Set.of("APPLIED", "FAILED"));

    private Histories() {}

    static List<Violation> legal(Evidence evidence) {
        var all = new ArrayList<Violation>();
        Object run = "";
        int seq = 0;
        var excused = recalled(evidence);
        @Nullable String status = null;
        for (var row :
                evidence.rows(
                        "select run_id, seq, from_status, to_status from run_event order by run_id, seq")) {
            if (!row.get("run_id").equals(run)) {
                run = row.get("run_id");
                seq = 0;
                status = null;
            }
            seq++;
            var from = (String) row.get("from_status");
            var to = (String) row.get("to_status");
            if (((Number) row.get("seq")).intValue() != seq
                    || !java.util.Objects.equals(from, status)
                    || !follows(from, to) && !recalled(run, from, to, excused)) {
                all.add(
                        new Violation(
                                "I7",
                                "run %s went from %s to %s as its event %d"
                                        .formatted(run, from, to, seq)));
            }
            status = to;
        }
        all.addAll(notTheLastEvent(evidence));
        return all;
    }

    private static boolean follows(@Nullable String from, String to) {
        return from == null ? to.equals("QUEUED") : NEXT.getOrDefault(from, Set.of()).contains(to);
    }

    /** After a restore a run that was not applying may be called UNKNOWN, when that says why. */
    private static boolean recalled(
            Object run, @Nullable String from, String to, Set<Object> excused) {
        return to.equals("UNKNOWN")
                && Set.of("QUEUED", "PLANNING", "AWAITING_APPROVAL", "APPROVED")
                        .contains(String.valueOf(from))
                && excused.contains(run);
    }

    /** Runs whose applies the ledger knows and the database forgot, or that a restore doubts. */
    private static Set<Object> recalled(Evidence evidence) {
        return evidence
                .rows(
                        """
                        select run_id from forgotten_apply
                        union select e.run_id from run_event e join restored r on r.all_need_recovery = true
                            and r.settled_at >= e.at where e.to_status = 'UNKNOWN'
                        """)
                .stream()
                .map(row -> row.get("run_id"))
                .collect(java.util.stream.Collectors.toSet());
    }

    private static List<Violation> notTheLastEvent(Evidence evidence) {
        return evidence.violations(
                "I7",
                """
                select 'run ' || cast(r.id as varchar) || ' is ' || r.status || ', and its history says otherwise'
                from run r where not exists (select 1 from run_event e where e.run_id = r.id
                    and e.to_status = r.status
                    and e.seq = (select max(l.seq) from run_event l where l.run_id = r.id))
                """);
    }

    /** At rest only those are unfinished that wait for a person, or behind such a one. */
    static List<Violation> ended(Evidence evidence) {
        var all = new ArrayList<Violation>();
        all.addAll(
                evidence.violations(
                        "I8",
                        """
                        select 'run ' || cast(r.id as varchar) || ' is still ' || r.status from run r
                        where r.status in ('PLANNING', 'APPROVED', 'APPLYING')
                            or r.status = 'QUEUED' and not exists (select 1 from run a
                                where a.active_slot = r.environment_id and a.status in ('AWAITING_APPROVAL', 'UNKNOWN'))
                        """));
        all.addAll(
                evidence.violations(
                        "I8",
                        """
                        select 'run ' || cast(r.id as varchar) || ' is ' || r.status || ' without an end or an effect' from run r
                        where r.status in ('APPLIED', 'NO_CHANGES', 'PLANNED', 'REJECTED', 'CANCELED', 'STALE', 'FAILED')
                            and (r.ended_at is null or r.effect is null)
                        """));
        return all;
    }

    /**
     * Each transition has its one row in the trail, with the same actor and time, and its cause.
     */
    static List<Violation> audited(Evidence evidence) {
        var all = new ArrayList<Violation>();
        all.addAll(
                evidence.violations(
                        "I10",
                        """
                        select 'run ' || cast(e.run_id as varchar) || ' became ' || e.to_status || ' without its one audit row'
                        from run_event e where e.cause = '' or 1 <> (select count(*) from audit a
                            where a.object_kind = 'run' and a.object_id = cast(e.run_id as varchar)
                                and a.action = 'RUN_' || e.to_status and a.at = e.at
                                and coalesce(cast(a.actor as varchar), '') = coalesce(cast(e.actor as varchar), ''))
                        """));
        all.addAll(
                evidence.violations(
                        "I10",
                        """
                        select 'run ' || a.object_id || ' has more audit rows than transitions' from (
                            select object_id, count(*) as told from audit where object_kind = 'run' group by object_id) a
                        left join (select cast(run_id as varchar) as id, count(*) as transitions from run_event
                            group by run_id) e on e.id = a.object_id
                        where a.told > coalesce(e.transitions, 0)
                        """));
        return all;
    }
}
