package dev.groundplan.store;

import dev.groundplan.store.DiskSpace.State;
import dev.groundplan.store.DiskSpace.Volume;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/** Raises the alarm in the log, once each time that a volume gets worse. */
@Component
class DiskWatch implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(DiskWatch.class);
    private static final int SECONDS = 2;
    private final DiskSpace space;
    private final Map<Path, State> said = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(new CustomizableThreadFactory("disk-"));
    private volatile boolean running;

    DiskWatch(DiskSpace space) {
        this.space = space;
    }

    @Override
    public void start() {
        running = true;
        timer.scheduleWithFixedDelay(this::look, 0, SECONDS, TimeUnit.SECONDS);
    }

    void look() {
        space.volumes().forEach(this::say);
    }

    private void say(Volume volume) {
        var before = said.put(volume.path(), volume.state());
        if (before == volume.state()) {
            return;
        }
        if (before != null && before.compareTo(volume.state()) > 0) {
            log.info("The volume of {} has {}.", volume.path(), room(volume));
        } else if (volume.state() == State.FULL) {
            log.error(
                    "The volume of {} is full: {}. What can't be written fails until there is room again; then the portal goes on by itself.",
                    volume.path(),
                    room(volume));
        } else if (volume.state() == State.LOW) {
            log.error(
                    "The volume of {} is almost full: {}. Make room, before runs fail.",
                    volume.path(),
                    room(volume));
        }
    }

    private static String room(Volume volume) {
        return "%d MB of %d MB free"
                .formatted(volume.free().toMegabytes(), volume.total().toMegabytes());
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
