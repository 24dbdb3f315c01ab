package dev.groundplan.upkeep;

import dev.groundplan.store.EncryptedThings;
import dev.groundplan.store.KeyRotation;
import dev.groundplan.store.UnreadableException;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Checks that everything stored is what was stored: it reads all of it, a piece at a time, while
 * the portal goes on, and changes nothing.
 */
@Component
public class Verification {
    static final int BATCH = 500;
    private final List<EncryptedThings> things;
    private final KeyRotation keys;
    private final ThingNames names;
    private final RecordChecks records;
    private final TransactionTemplate snapshot;

    Verification(
            List<EncryptedThings> things,
            KeyRotation keys,
            ThingNames names,
            RecordChecks records,
            PlatformTransactionManager transactions) {
        this.things = things;
        this.keys = keys;
        this.names = names;
        this.records = records;
        this.snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        // An artifact that is being replaced or re-encrypted is read as it was before, or after.
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** All checks, one after the other. */
    public void run(Findings findings) {
        if (!checkKeys(findings)) {
            return;
        }
        things.forEach(kind -> check(kind, findings));
        records.templates(findings);
        records.states(findings);
        records.plans(findings);
        records.decisions(findings);
    }

    /** Without a key each thing under it would be a finding of its own. */
    private boolean checkKeys(Findings findings) {
        var uses = keys.uses();
        findings.checked("keys", uses.size());
        var missing = uses.stream().filter(use -> !use.here() && use.total() > 0).toList();
        for (var use : missing) {
            findings.found(
                    "The key \"%s\" is not in the key file, or another one has its name there; %d things need it. Nothing else was checked."
                            .formatted(use.id(), use.total()));
        }
        return missing.isEmpty();
    }

    private void check(EncryptedThings kind, Findings findings) {
        long checked = 0;
        var batch = kind.ids(EncryptedThings.START, BATCH);
        while (!batch.isEmpty()) {
            for (var id : batch) {
                checked += check(kind, id, findings) ? 1 : 0;
            }
            batch = kind.ids(batch.get(batch.size() - 1), BATCH);
        }
        findings.checked(kind.title(), checked);
    }

    private boolean check(EncryptedThings kind, UUID id, Findings findings) {
        try {
            return Boolean.TRUE.equals(snapshot.execute(status -> kind.check(id)));
        } catch (UnreadableException e) {
            findings.found(names.of(id) + " can't be read: " + e.getMessage());
            return true;
        }
    }
}
