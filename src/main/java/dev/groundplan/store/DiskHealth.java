package dev.groundplan.store;

import dev.groundplan.store.DiskSpace.State;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Down while a volume is full; takes the place of Spring Boot's, which knows only one. */
@Component("diskSpaceHealthIndicator")
class DiskHealth implements HealthIndicator {
    private final DiskSpace space;

    DiskHealth(DiskSpace space) {
        this.space = space;
    }

    @Override
    public Health health() {
        var full = space.volumes().stream().anyMatch(volume -> volume.state() == State.FULL);
        return full ? Health.down().build() : Health.up().build();
    }
}
