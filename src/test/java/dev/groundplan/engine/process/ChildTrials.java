package dev.groundplan.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.engine.Limits;
import dev.groundplan.engine.Workdir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/** Runs misbehaving children, each in a directory of its own, and looks for what they left. */
abstract class ChildTrials {
    static final Logger log = LoggerFactory.getLogger(ChildTrials.class);
    private static final int TRIALS = Integer.getInteger("groundplan.test.child-trials", 2);
    private static final Duration SURVIVAL = Duration.ofSeconds(5);
    private static final AtomicLong STRAYS = new AtomicLong(System.nanoTime() % 1_000_000_000);

    final long seed = Long.getLong("groundplan.test.seed", new Random().nextLong());
    final Random random = new Random(seed);
    @TempDir Path temp;

    abstract Isolation isolation();

    String mode() {
        return isolation().endsTogether() ? "the sandbox" : "no sandbox";
    }

    interface Fault {
        void on(Trial trial) throws IOException;
    }

    void repeat(String name, Fault fault) {
        var took = new ArrayList<Duration>();
        int survivors = 0;
        for (int i = 0; i < TRIALS; i++) {
            try {
                var trial = new Trial();
                fault.on(trial);
                survivors += trial.survivors();
                took.add(trial.took);
            } catch (IOException | AssertionError e) {
                throw new AssertionError(
                        name + " in " + mode() + ", trial " + i + ", seed " + seed, e);
            }
        }
        var sorted = took.stream().sorted().toList();
        log.info(
                "{} in {}: {} trials, over after p50 {} ms, longest {} ms, {} survivors; seed {}",
                name,
                mode(),
                TRIALS,
                sorted.get(sorted.size() / 2).toMillis(),
                sorted.get(sorted.size() - 1).toMillis(),
                survivors,
                seed);
        assertThat(survivors).as("%s, seed %d", name, seed).isZero();
    }

    /** One child and its strays, who sleep for a time that nobody else sleeps for. */
    final class Trial {
        private final String stray = "71." + STRAYS.incrementAndGet();
        private final Workdir dir;
        private Duration took = Duration.ZERO;

        Trial() throws IOException {
            var root = Files.createTempDirectory(temp, "execution");
            dir = new Workdir(root, root.resolve("environment"));
            Files.createDirectories(dir.run());
            Files.createDirectories(dir.environment());
        }

        Workdir dir() {
            return dir;
        }

        Exit run(String script, Observed console, CancelPolicy policy, Limits limits)
                throws IOException {
            var text = script.replace("STRAY", "sleep " + stray);
            return run(List.of("sh", "-c", text), console, policy, limits, 64);
        }

        Exit run(
                List<String> argv,
                Observed console,
                CancelPolicy policy,
                Limits limits,
                int megabytes)
                throws IOException {
            var environment = Map.of("PATH", Tools.PATH);
            var command = new Command(argv, "", environment, Network.NONE, policy, limits);
            return new ProcessRunner(isolation(), DataSize.ofMegabytes(megabytes))
                    .run(command, dir, console, console::line);
        }

        void took(Duration time, Duration most) {
            took = time;
            assertThat(time).as("seed %d", seed).isLessThan(most);
        }

        /** Since the tool's end: the launcher writes its exit code then. */
        Duration sinceExitCode() throws IOException {
            var written = Files.getLastModifiedTime(dir.control().resolve("rc"));
            return Duration.between(written.toInstant(), Instant.now());
        }

        private int survivors() {
            try {
                Awaitility.await()
                        .atMost(SURVIVAL)
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(50))
                        .until(() -> strays().isEmpty());
            } catch (org.awaitility.core.ConditionTimeoutException e) {
                log.warn("Left behind: {}", strays());
            }
            var left = strays();
            left.forEach(ProcessHandle::destroyForcibly);
            return left.size();
        }

        private List<ProcessHandle> strays() {
            return ProcessHandle.allProcesses().filter(this::isStray).toList();
        }

        /** Also the shells that would start one. */
        private boolean isStray(ProcessHandle process) {
            return process.info().arguments().stream()
                    .flatMap(Arrays::stream)
                    .anyMatch(argument -> argument.contains(stray));
        }
    }
}
