package dev.groundplan.checker;

import java.util.ArrayList;
import java.util.List;

/** I4: one state-changing run per environment at a time, in the order of their numbers. */
final class Slots {
    private Slots() {}

    static List<Violation> exclusive(Evidence evidence) {
        var all = new ArrayList<Violation>();
        all.addAll(
                evidence.violations(
                        "I4",
                        """
                        select 'run ' || cast(r.id as varchar) || ' is ' || r.status || ' and its slot is wrong'
                        from run r
                        where case when r.plan_only = false and r.kind <> 'REFRESH' and r.status in
                                ('PLANNING', 'AWAITING_APPROVAL', 'APPROVED', 'APPLYING', 'UNKNOWN')
                            then case when r.active_slot = r.environment_id then 0 else 1 end
                            else case when r.active_slot is null then 0 else 1 end end = 1
                        """));
        all.addAll(
                evidence.violations(
                        "I4",
                        """
                        select 'executions ' || cast(a.id as varchar) || ' and ' || cast(b.id as varchar) || ' applied at the same time'
                        from execution a join run ra on ra.id = a.run_id
                        join run rb on rb.environment_id = ra.environment_id
                        join execution b on b.run_id = rb.id
                        where a.phase = 'APPLY' and b.phase = 'APPLY' and a.id < b.id
                            and a.started_at < b.ended_at and b.started_at < a.ended_at
                        """));
        all.addAll(overlapping(evidence));
        return all;
    }

    /**
     * From the first planning to the end nobody else of the environment may have the slot, except
     * for the run that settles it.
     */
    private static List<Violation> overlapping(Evidence evidence) {
        return evidence.violations(
                "I4",
                """
                with held as (
                    select r.id, r.environment_id, r.number, min(b.at) as since, max(f.at) as until
                    from run r
                    join run_event b on b.run_id = r.id and b.to_status = 'PLANNING'
                    join run_event f on f.run_id = r.id
                    where r.plan_only = false and r.kind not in ('REFRESH', 'RECONCILE')
                    group by r.id, r.environment_id, r.number)
                select 'runs ' || cast(a.id as varchar) || ' and ' || cast(b.id as varchar) || ' held the slot together or out of order'
                from held a join held b on b.environment_id = a.environment_id and b.number > a.number
                where b.since < a.until
                """);
    }
}
