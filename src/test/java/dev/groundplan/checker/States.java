package dev.groundplan.checker;

import dev.groundplan.store.Digests;
import dev.groundplan.store.UnreadableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** I5: one lineage, rising serials, true digests, and nothing older than what the child wrote. */
final class States {
    private States() {}

    static List<Violation> chained(Evidence evidence) {
        var all = new ArrayList<Violation>();
        all.addAll(
                evidence.violations(
                        "I5",
                        """
                        select 'recorded state ' || cast(b.number as varchar) || ' of ' || b.step || ' in '
                            || cast(b.environment_id as varchar) || ' does not continue the one before'
                        from state_version b
                        left join state_version a on a.environment_id = b.environment_id and a.step = b.step
                            and a.number = b.number - 1
                        where b.number > 1 and (a.id is null or a.lineage <> b.lineage or a.serial >= b.serial)
                        """));
        all.addAll(
                evidence.violations(
                        "I5",
                        """
                        select 'recorded state ' || cast(s.id as varchar) || ' has another digest than its content'
                        from state_version s join artifact a on a.id = s.artifact_id where a.digest <> s.digest
                        """));
        all.addAll(
                evidence.violations(
                        "I5",
                        """
                        select 'recorded state ' || cast(s.id as varchar) || ' is still partial after its execution'
                        from state_version s join execution e on e.id = s.execution_id
                        where s.partial = true and e.outcome in ('SUCCEEDED', 'FAILED', 'CANCELED')
                        """));
        behindTheChild(evidence, all);
        otherContent(evidence, all);
        return all;
    }

    private static void behindTheChild(Evidence evidence, List<Violation> all) {
        var written = new HashMap<String, Long>();
        evidence.journal("state")
                .forEach(
                        entry ->
                                written.merge(
                                        entry.execution(),
                                        Long.parseLong(entry.text()),
                                        Math::max));
        for (var row :
                evidence.rows(
                        """
                        select cast(e.id as varchar) as execution,
                            coalesce((select max(s.serial) from state_version s where s.execution_id = e.id), 0) as serial
                        from execution e where e.phase = 'APPLY' and e.outcome in ('SUCCEEDED', 'FAILED', 'CANCELED')
                        """)) {
            var execution = (String) row.get("execution");
            var recorded = ((Number) row.get("serial")).longValue();
            if (written.getOrDefault(execution, 0L) > recorded) {
                all.add(
                        new Violation(
                                "I5",
                                "execution %s wrote serial %d and %d is recorded"
                                        .formatted(execution, written.get(execution), recorded)));
            }
        }
    }

    private static void otherContent(Evidence evidence, List<Violation> all) {
        var contents = evidence.contents();
        if (contents == null) {
            return;
        }
        for (var row :
                evidence.rows(
                        "select id, digest, artifact_id from state_version where artifact_id is not null")) {
            if (!isTrue(contents, (UUID) row.get("artifact_id"), row.get("digest"))) {
                all.add(
                        new Violation(
                                "I5",
                                "recorded state "
                                        + row.get("id")
                                        + " is not what its digest says"));
            }
        }
    }

    private static boolean isTrue(Function<UUID, byte[]> contents, UUID artifact, Object digest) {
        try {
            return Digests.of(contents.apply(artifact)).equals(digest);
        } catch (UnreadableException e) {
            return false;
        }
    }
}
