package dev.groundplan.checker;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** I1: what was accepted is there, with the same values. */
final class Requests {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Requests() {}

    static List<Violation> noLoss(Evidence evidence) {
        var all = new ArrayList<Violation>();
        all.addAll(numbers(evidence));
        all.addAll(
                evidence.violations(
                        "I1",
                        """
                        select 'environment ' || cast(e.id as varchar) || ' has lost revisions or counted wrong'
                        from environment e where e.last_revision <>
                            (select count(*) from environment_revision r where r.environment_id = e.id)
                        """));
        evidence.history().forEach(accepted -> all.addAll(lost(evidence, accepted)));
        return all;
    }

    /**
     * Runs of an environment count from 1 to its last. Only below a run that a restore took up
     * again under its own number may some be missing: those were forgotten with it.
     */
    private static List<Violation> numbers(Evidence evidence) {
        return evidence.violations(
                "I1",
                """
                select 'environment ' || cast(e.id as varchar) || ' has lost runs or counted wrong'
                from environment e
                where e.last_run_number <>
                        (select coalesce(max(r.number), 0) from run r where r.environment_id = e.id)
                    or exists (select 1 from run r where r.environment_id = e.id and r.number < 1)
                    or exists (select 1 from run r where r.environment_id = e.id and r.number > 1
                        and not exists (select 1 from run b where b.environment_id = e.id
                            and b.number = r.number - 1)
                        and not exists (select 1 from forgotten_apply f
                            join run_event q on q.run_id = f.run_id and q.seq = 1 and q.at >= f.noted_at
                            where f.run_id = r.id and f.number = r.number))
                """);
    }

    private static List<Violation> lost(Evidence evidence, Accepted accepted) {
        var given =
                evidence.jdbc()
                        .sql(
                                """
                                select v.given from run r join environment_revision v
                                    on v.environment_id = r.environment_id and v.number = r.revision
                                where r.id = :run and r.environment_id = :environment and r.number = :number
                                """)
                        .param("run", accepted.run())
                        .param("environment", accepted.environment())
                        .param("number", accepted.number())
                        .query(String.class)
                        .optional();
        if (given.isEmpty()) {
            return List.of(
                    new Violation("I1", "run " + accepted.run() + " was accepted and is gone"));
        }
        return JSON.readTree(given.get()).equals(JSON.readTree(accepted.values()))
                ? List.of()
                : List.of(new Violation("I1", "run " + accepted.run() + " has other values"));
    }
}
