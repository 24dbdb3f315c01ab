package dev.groundplan.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.store.DiskSpace.State;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.unit.DataSize;

@ExtendWith(OutputCaptureExtension.class)
class DiskSpaceTests {
    @TempDir Path data;

    @Test
    void countsEachVolumeOnce() throws Exception {
        Files.createDirectories(data.resolve("executions"));

        assertThat(space(DataSize.ofMegabytes(1)).volumes())
                .singleElement()
                .satisfies(
                        volume -> {
                            assertThat(volume.path()).isEqualTo(data);
                            assertThat(volume.state()).isEqualTo(State.ENOUGH);
                            assertThat(volume.free()).isLessThanOrEqualTo(volume.total());
                        });
    }

    @Test
    void raisesTheAlarmOnceWhenTheReserveIsTouched(CapturedOutput output) {
        var watch = new DiskWatch(space(DataSize.ofTerabytes(100_000)));

        watch.look();
        watch.look();

        assertThat(output.getAll()).containsOnlyOnce("The volume of " + data + " is almost full");
        assertThat(output.getAll()).contains("ERROR");
    }

    @Test
    void isHealthyWhileThereIsAnyRoom() {
        assertThat(new DiskHealth(space(DataSize.ofTerabytes(100_000))).health().getStatus())
                .isEqualTo(Status.UP);
    }

    private DiskSpace space(DataSize reserve) {
        return new DiskSpace(new DataDirectory(data), reserve.toBytes() + "B");
    }
}
