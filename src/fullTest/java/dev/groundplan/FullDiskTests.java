package dev.groundplan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.testing.ApiLoad;
import dev.groundplan.testing.EmbeddedNode;
import dev.groundplan.testing.SmallVolume;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** F17: volumes of a portal run full in the middle of plans and applies, and are freed later. */
class FullDiskTests {
    private static final Logger log = LoggerFactory.getLogger(FullDiskTests.class);
    private final FullDiskRounds rounds = new FullDiskRounds();
    private EmbeddedNode portal = new EmbeddedNode(Path.of("target/test-data/full-disk"));
    private @Nullable SmallVolume volume;

    @AfterEach
    void stop() throws Exception {
        portal.close();
        if (volume != null) {
            volume.close();
        }
    }

    @Test
    void getsOverAFullVolumeOfRunDirectories() throws Exception {
        fill("executions", 6);
    }

    @Test
    void getsOverAFullVolumeOfTheDatabase() throws Exception {
        fill("db", 96);
    }

    private void fill(String folder, int megabytes) throws Exception {
        var data = Path.of("target/test-data/full-disk-" + folder);
        var small = SmallVolume.mount(data.resolve(folder), megabytes);
        volume = small;
        portal = new EmbeddedNode(data);
        portal.start();
        var browser = Browser.signedIn(portal.port(), "admin");
        try (var load = new ApiLoad(portal::address, rounds.seed(), 3, 20)) {
            load.start();
            rounds.run(load, browser, small, () -> {});
            assertThat(portal.isAlive()).as("without a restart").isTrue();
            assertThat(alarms()).as("alarms").isBetween(1L, 2L * rounds.fills());
            portal.close();
            var found = portal.check(load);
            log.info(rounds.figures(folder, load, portal.runs()));
            assertThat(load.wrong()).as("seed " + rounds.seed()).isEmpty();
            assertThat(found).as("seed " + rounds.seed()).isEmpty();
        }
    }

    private long alarms() throws Exception {
        return portal.output()
                .lines()
                .filter(line -> line.contains(" ERROR ") && line.contains("is full"))
                .count();
    }
}
