package dev.groundplan.upkeep;

import dev.groundplan.identity.PersonId;
import org.springframework.stereotype.Service;

/** What admins may ask for. */
@Service
public class Upkeep {
    private final StorageChecks checks;
    private final UpkeepScheduler scheduler;

    Upkeep(StorageChecks checks, UpkeepScheduler scheduler) {
        this.checks = checks;
        this.scheduler = scheduler;
    }

    /** Begins a check of everything that is stored; its outcome is on the page. */
    public void check(PersonId by) {
        scheduler.check(checks.request(by.value()));
    }
}
