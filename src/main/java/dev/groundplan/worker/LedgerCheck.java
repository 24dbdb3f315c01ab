package dev.groundplan.worker;

import dev.groundplan.node.Roles;
import dev.groundplan.page.Times;
import dev.groundplan.run.DatabaseRestored;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Before this worker takes anything: compares the database with the ledger of this host, and with
 * what a restore handed over.
 */
@Component
class LedgerCheck implements SmartLifecycle {
    /** Longer than anybody keeps backups: a line weighs some 400 bytes. */
    static final Duration KEPT = Duration.ofDays(400);

    private final Ledger ledger;
    private final Restores restores;
    private final SetBack setBack;
    private final Surroundings around;
    private final TransactionTemplate transaction;
    private final Roles roles;
    private boolean running;

    LedgerCheck(
            Ledger ledger,
            Restores restores,
            SetBack setBack,
            Surroundings around,
            TransactionTemplate transaction,
            Roles roles) {
        this.ledger = ledger;
        this.restores = restores;
        this.setBack = setBack;
        this.around = around;
        this.transaction = transaction;
        this.roles = roles;
    }

    /** The time, and who hears of a restore. */
    @Component
    record Surroundings(Clock clock, Times times, ApplicationEventPublisher publisher) {}

    @Override
    public void start() {
        if (roles.worker()) {
            try {
                var own = ledger.read();
                transaction.executeWithoutResult(
                        status -> {
                            restores.lockOpen().forEach(this::answer);
                            setBack.compare(own);
                        });
                ledger.forget(around.clock().instant().minus(KEPT));
            } catch (IOException e) {
                throw new UncheckedIOException("The ledger of this host can't be read.", e);
            }
        }
        running = true;
    }

    private void answer(Restores.Restored restored) {
        var taken =
                restored.backupAt() == null
                        ? "The database was restored from a backup"
                        : "The database was restored from the backup of "
                                + around.times().full(restored.backupAt());
        setBack.noteOpen();
        int count = setBack.compare(ledger.parse(restores.ledger(restored.id()).stream()));
        count +=
                setBack.applying(
                        taken + ", when this run was applying: how it ended is not in it.");
        if (restored.allNeedRecovery()) {
            count = setBack.distrustAll(taken + ": what happened here after that is not known.");
        }
        setBack.outdate(taken + ": what was decided after that is not in it. Ask again.");
        restores.settled(restored.id(), around.clock().instant());
        around.publisher().publishEvent(new DatabaseRestored(restored.backupAt(), count));
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before run directories are cleared: those of forgotten applies are evidence. */
    @Override
    public int getPhase() {
        return -1;
    }
}
