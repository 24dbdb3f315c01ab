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
        all.addAll(
                evidence.violations(
                        "I1",
                        """
                        select 'environment ' || cast(e.id as varchar) || ' has lost runs or counted wrong'
                        from environment e where e.last_run_number <>
                            (select count(*) from run r where r.environment_id = e.id
                                and r.number between 1 and e.last_run_number)
                        """));
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
