package dev.groundplan.checker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** I1 for decisions, and I12: what was sent again and again under one key was done once. */
final class Promises {
    private Promises() {}

    static List<Violation> kept(Evidence evidence, Collection<Decided> decided) {
        var all = new ArrayList<Violation>();
        for (var decision : decided) {
            var there =
                    evidence.jdbc()
                            .sql(
                                    """
                                    select count(*) from approval where run_id = :run and plan_digest = :digest
                                        and decision = 'APPROVE' and kind = 'PERSON'
                                    """)
                            .param("run", decision.run())
                            .param("digest", decision.planDigest())
                            .query(Integer.class)
                            .single();
            if (there != 1) {
                var what = "the approval of run " + decision.run() + " was acknowledged and is ";
                all.add(new Violation("I1", what + (there == 0 ? "gone" : "there twice")));
            }
        }
        return all;
    }

    /**
     * @param reasons each belongs to one request alone, however often that was sent
     */
    static List<Violation> idempotent(Evidence evidence, Collection<String> reasons) {
        var all = new ArrayList<Violation>();
        for (var reason : reasons) {
            var runs =
                    evidence.jdbc()
                            .sql("select count(*) from run where reason = :reason")
                            .param("reason", reason)
                            .query(Integer.class)
                            .single();
            if (runs > 1) {
                all.add(
                        new Violation(
                                "I12", "the request " + reason + " led to " + runs + " runs"));
            }
        }
        return all;
    }
}
