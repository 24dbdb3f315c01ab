package dev.groundplan.testing.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.run.log.Passing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM ends where it is told to, without another word. */
class KillAgentTests {
    private static final int KILLED = 137;
    @TempDir Path folder;

    @Test
    void endsAJvmAtTheNthPassage() throws Exception {
        var agent = "-javaagent:" + AgentJar.file() + "=" + KillPoint.LOG_COMMITTED + "#3";

        var process = start(List.of(agent));

        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(KILLED);
        assertThat(passages()).as("the third one does not return").isEqualTo(2);
    }

    @Test
    void endsOneThatRunsAlready() throws Exception {
        var process = start(List.of());
        Awaitility.await().atMost(Duration.ofSeconds(120)).until(() -> passages() > 0);

        AgentJar.attach(process, KillPoint.LOG_COMMITTED, 2);

        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(KILLED);
    }

    private Process start(List<String> options) throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), Passing.class.getName()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
    }

    private long passages() throws IOException {
        try (var lines = Files.lines(folder.resolve("out"))) {
            return lines.filter(line -> line.matches("[0-9]+")).count();
        }
    }
}
