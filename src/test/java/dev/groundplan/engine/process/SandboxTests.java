package dev.groundplan.engine.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.groundplan.engine.Limits;
import dev.groundplan.engine.RecordingConsole;
import dev.groundplan.engine.Workdir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class SandboxTests {
    @TempDir Path data;

    @Test
    void provesThatItWorksBeforeItIsUsed() throws IOException {
        assumeThat(Tools.onPath("bwrap")).as("bubblewrap is installed").isPresent();

        var sandbox = new Sandbox(properties(SandboxMode.REQUIRED));

        assertThat(sandbox.status().working()).as(sandbox.status().sentence()).isTrue();
        assertThat(sandbox.status().refuses()).isFalse();
        assertThat(sandbox.status().checks()).hasSize(5).allMatch(SandboxStatus.Check::passed);
        assertThat(sandbox.isolation()).isInstanceOf(Bubblewrap.class);
        assertThat(data).isEmptyDirectory();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void noticesASandboxThatHidesNothing() throws IOException {
        var fake = Files.writeString(data.resolve("bwrap"), NO_SANDBOX);
        assertThat(fake.toFile().setExecutable(true)).isTrue();

        var checks = new SandboxTrial(new Bubblewrap(fake, data), data).checks();

        assertThat(checks)
                .filteredOn(check -> !check.passed())
                .extracting(SandboxStatus.Check::claim)
                .contains(
                        "The portal's files can't be seen.",
                        "Other processes can't be seen.",
                        "Without network, not even this machine can be reached.");
    }

    @Test
    void startsNothingWhenItIsRequiredAndDoesNotWork() throws IOException {
        var runner =
                new ProcessRunner(
                        new Refused("The sandbox does not work."), DataSize.ofMegabytes(1));
        var dir = new Workdir(data.resolve("x"), data.resolve("y"));

        assertThat(runner.refusal()).contains("The sandbox does not work.");
        assertThatThrownBy(
                        () ->
                                runner.run(
                                        new Command(
                                                List.of("true"),
                                                "",
                                                Map.of(),
                                                Network.NONE,
                                                ProcessRunnerContractTests.NEVER,
                                                Limits.NONE),
                                        dir,
                                        new RecordingConsole(),
                                        (stream, text) -> {}))
                .isInstanceOf(IOException.class)
                .hasMessage("The sandbox does not work.");
    }

    @Test
    void saysSoWhenItIsSwitchedOff() {
        var sandbox = new Sandbox(properties(SandboxMode.OFF));

        assertThat(sandbox.status().unprotected()).isTrue();
        assertThat(sandbox.status().sentence())
                .contains("switched off")
                .contains("can read its files");
        assertThat(sandbox.isolation()).isInstanceOf(Unconfined.class);
    }

    private ProcessProperties properties(SandboxMode mode) {
        return new ProcessProperties(data, mode, Map.of(), Map.of(), DataSize.ofMegabytes(1));
    }

    /** Takes bwrap's arguments and runs the command without any of what they ask for. */
    private static final String NO_SANDBOX =
            """
            #!/bin/sh
            while [ "$1" != -- ]; do shift; done
            shift
            exec "$@"
            """;
}
