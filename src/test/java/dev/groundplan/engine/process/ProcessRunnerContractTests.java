package dev.groundplan.engine.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.groundplan.engine.Console;
import dev.groundplan.engine.Console.Stream;
import dev.groundplan.engine.Limits;
import dev.groundplan.engine.RecordingConsole;
import dev.groundplan.engine.Workdir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/**
 * What holds for every child, in the sandbox and without one. The children are hostile, or at least
 * odd.
 */
@Timeout(60)
abstract class ProcessRunnerContractTests {
    private static final String GOES_ON = String.valueOf(Console.GOES_ON);
    private static final Duration SHORT = Duration.ofMillis(400);

    @TempDir Path temp;
    Workdir dir;
    final RecordingConsole console = new RecordingConsole();

    abstract Isolation isolation();

    @BeforeEach
    void layOut() throws IOException {
        dir = new Workdir(temp.resolve("execution"), temp.resolve("environment"));
        Files.createDirectories(dir.run());
        Files.createDirectories(dir.environment());
    }

    @Test
    void reportsBothStreamsTheirPositionsAndTheExitCode() throws IOException {
        var exit = run("echo out; echo wrong >&2; exit 3");

        assertThat(exit).isEqualTo(new Exit(3, Exit.Cause.ENDED));
        assertThat(console.lines(Stream.OUT)).containsExactly("out");
        assertThat(console.lines(Stream.ERR)).containsExactly("wrong");
        assertThat(console.position(Stream.OUT)).isEqualTo(4);
        assertThat(console.position(Stream.ERR)).isEqualTo(6);
        assertThat(dir.control().resolve("rc")).hasContent("3");
    }

    @Test
    void namesTheChildSoThatItCanBeFoundAgain() throws IOException {
        run("true");

        assertThat(console.child()).isNotNull();
        assertThat(console.child().startTicks()).isPositive();
        assertThat(console.child().bootId()).hasSize(36);
    }

    @Test
    void continuesThePositionsOfAnEarlierCommand() throws IOException {
        run("echo one");
        run("echo two");

        assertThat(console.lines(Stream.OUT)).containsExactly("one", "two");
        assertThat(console.position(Stream.OUT)).isEqualTo(8);
    }

    @Test
    void handsOverNothingOfThePortalsEnvironment() throws IOException {
        run("env | cut -d= -f1 | sort");

        assertThat(console.lines(Stream.OUT))
                .contains("GIVEN", "GROUNDPLAN_EXECUTION", "PATH")
                .isSubsetOf("GIVEN", "GROUNDPLAN_EXECUTION", "PATH", "PWD", "OLDPWD", "SHLVL", "_");
    }

    @Test
    void neverReadsAnArgumentAsShellText() throws IOException {
        var odd =
                List.of(
                        "$(touch canary)",
                        "`touch canary`",
                        "; touch canary",
                        "a\nb",
                        "-n",
                        "*",
                        "");
        var argv = new java.util.ArrayList<>(List.of("printf", "[%s]"));
        argv.addAll(odd);
        runner().run(command(argv, NEVER, Limits.NONE), dir, console, console::line);

        assertThat(String.join("\n", console.lines(Stream.OUT)))
                .isEqualTo(String.join("", odd.stream().map(text -> "[" + text + "]").toList()));
        assertThat(dir.run().resolve("canary")).doesNotExist();
    }

    @Test
    void hasNoStandardInput() throws IOException {
        assertThat(run("read line || echo end").code()).isZero();
        assertThat(console.lines(Stream.OUT)).containsExactly("end");
    }

    @Test
    void survivesBinaryOutput() throws IOException {
        run("head -c 300000 /dev/urandom; printf '\\nlast\\n'");

        assertThat(console.lines(Stream.OUT).get(console.lines(Stream.OUT).size() - 1))
                .isEqualTo("last");
        assertThat(console.position(Stream.OUT)).isEqualTo(300_006);
    }

    @Test
    void cutsAVeryLongLineIntoPieces() throws IOException {
        run("head -c 5000000 /dev/zero | tr '\\0' x");

        assertThat(console.lines(Stream.OUT))
                .hasSizeBetween(77, 90)
                .allMatch(text -> text.length() <= Lines.PIECE + 1);
        assertThat(String.join("", console.lines(Stream.OUT)).replace(GOES_ON, ""))
                .hasSize(5_000_000);
    }

    @Test
    void showsAnUnfinishedLineBeforeItsEnd() throws IOException {
        console.cancelAt("Password:");

        var exit = run("printf Password:; exec sleep 30");

        assertThat(exit.cause()).isEqualTo(Exit.Cause.CANCELED);
        assertThat(console.lines(Stream.OUT)).containsExactly("Password:" + GOES_ON);
    }

    @Test
    void keepsTheOrderWithinEachStream() throws IOException {
        run("i=0; while [ $i -lt 2000 ]; do echo o$i; echo e$i >&2; i=$((i+1)); done");

        assertThat(console.lines(Stream.OUT)).hasSize(2000).element(1999).isEqualTo("o1999");
        assertThat(console.lines(Stream.ERR)).hasSize(2000).element(1234).isEqualTo("e1234");
    }

    @Test
    void throwsAwayWhatIsOverTheLimitAndSaysSo() throws IOException {
        var runner = new ProcessRunner(isolation(), DataSize.ofMegabytes(1));
        var exit =
                runner.run(
                        command(
                                List.of("sh", "-c", "yes | head -c 30000000; exit 7"),
                                NEVER,
                                Limits.NONE),
                        dir,
                        console,
                        console::line);

        assertThat(exit).isEqualTo(new Exit(7, Exit.Cause.ENDED));
        assertThat(console.lines(Stream.OUT)).hasSizeLessThanOrEqualTo(600_000);
        assertThat(console.lines(Stream.NOTE))
                .containsExactly("It printed more than 1 MB. Of the rest only the end is kept.");
        assertThat(Files.size(dir.control().resolve("out"))).isLessThan(30_000_000);
    }

    @Test
    void endsWithTheToolAlthoughAGrandchildHoldsTheOutputOpen() throws IOException {
        long begin = System.nanoTime();
        var exit = run("sleep 30 & echo done");

        assertThat(exit).isEqualTo(new Exit(0, Exit.Cause.ENDED));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
        assertNothingLeft();
    }

    @Test
    void endsADaemonThatLeftItsSession() throws IOException {
        run("setsid sh -c 'exec >/dev/null 2>&1 </dev/null; sleep 30' & echo done");

        assertNothingLeft();
    }

    @Test
    void asksToStopOnceAndWaits() throws IOException {
        console.cancelAt("ready");

        var exit =
                run(
                        "trap 'echo asked' INT; echo ready; i=0; while [ $i -lt 3 ]; do sleep 0.2; i=$((i+1)); done; exit 5");

        assertThat(exit).isEqualTo(new Exit(5, Exit.Cause.CANCELED));
        assertThat(console.lines(Stream.OUT)).containsExactly("ready", "asked");
    }

    @Test
    void asksTheToolAloneWhenThePolicySaysSo() throws IOException {
        console.cancelAt("ready");

        run(
                "sh -c 'trap \"echo helper asked\" INT; sleep 0.6' & trap 'echo tool asked' INT; echo ready; wait; wait");

        assertThat(console.lines(Stream.OUT)).containsExactly("ready", "tool asked");
    }

    @Test
    void asksTheWholeGroupWhenThePolicySaysSo() throws IOException {
        console.cancelAt("ready");
        var policy = new CancelPolicy(CancelPolicy.Target.GROUP, null);

        var exit =
                run(
                        "trap 'echo tool asked' INT; sh -c 'trap \"echo helper asked; exit 0\" INT; echo ready; sleep 5'; exit 4",
                        policy,
                        Limits.NONE);

        assertThat(exit).isEqualTo(new Exit(4, Exit.Cause.CANCELED));
        assertThat(console.lines(Stream.OUT))
                .containsExactlyInAnyOrder("ready", "helper asked", "tool asked");
    }

    @Test
    void killsWhatDoesNotStopWithinItsGrace() throws IOException {
        console.cancelAt("ready");

        var exit =
                run(
                        "trap '' INT TERM; echo ready; sleep 30",
                        new CancelPolicy(CancelPolicy.Target.LEADER, SHORT),
                        Limits.NONE);

        assertThat(exit.cause()).isEqualTo(Exit.Cause.KILLED);
        assertThat(console.lines(Stream.NOTE))
                .contains("Asked to stop.")
                .anyMatch(text -> text.startsWith("Killed:"));
        assertNothingLeft();
    }

    @Test
    void killsOnRequestWhateverThePolicySays() throws IOException {
        console.killAt("ready");

        var exit = run("trap '' INT TERM; (sleep 30; echo late) & echo ready; sleep 30");

        assertThat(exit.cause()).isEqualTo(Exit.Cause.KILLED);
        assertNothingLeft();
    }

    @Test
    void doesNotStartAfterACancel() throws IOException {
        console.canceled();

        assertThat(run("touch started")).isEqualTo(new Exit(-1, Exit.Cause.CANCELED));
        assertThat(dir.run().resolve("started")).doesNotExist();
    }

    @Test
    void killsWhatTakesTooLong() throws IOException {
        var exit =
                run("while true; do echo busy; sleep 0.05; done", NEVER, new Limits(SHORT, null));

        assertThat(exit.cause()).isEqualTo(Exit.Cause.TIMED_OUT);
        assertNothingLeft();
    }

    @Test
    void killsWhatSaysNothing() throws IOException {
        var exit = run("exec >/dev/null 2>&1; sleep 30", NEVER, new Limits(null, SHORT));

        assertThat(exit.cause()).isEqualTo(Exit.Cause.SILENT);
        assertNothingLeft();
    }

    @Test
    void seesThatSomebodyElseKilledTheTool() throws IOException {
        assertThat(run("kill -9 $$")).isEqualTo(new Exit(137, Exit.Cause.KILLED));
    }

    @Test
    void capturesBytesAndLeavesNoTrace() throws IOException {
        var captured =
                runner().capture(
                                command(
                                        List.of(
                                                "sh",
                                                "-c",
                                                "printf 'a\\0b'; echo wrong >&2; exit 2"),
                                        NEVER,
                                        Limits.NONE),
                                dir,
                                100);

        assertThat(captured.out()).containsExactly('a', 0, 'b');
        assertThat(captured.err()).isEqualTo("wrong\n");
        assertThat(captured.exit()).isEqualTo(new Exit(2, Exit.Cause.ENDED));
        assertThat(dir.control()).isEmptyDirectory();
    }

    @Test
    void refusesToCaptureMoreThanAskedFor() {
        assertThatThrownBy(
                        () ->
                                runner().capture(
                                                command(
                                                        List.of("yes"),
                                                        NEVER,
                                                        new Limits(SHORT, null)),
                                                dir,
                                                100))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than 100 bytes");
    }

    @Test
    void saysWhenTheProgramDoesNotExist() throws IOException {
        var exit =
                runner().run(
                                command(List.of("no-such-tool"), NEVER, Limits.NONE),
                                dir,
                                console,
                                console::line);

        assertThat(exit.code()).isNotZero();
        assertThat(console.text()).contains("no-such-tool");
    }

    @Test
    void endsTheChildWhenNobodyCanListen() {
        var policy = new CancelPolicy(CancelPolicy.Target.LEADER, Duration.ofSeconds(9));

        assertThatThrownBy(
                        () ->
                                runner().run(
                                                command(
                                                        List.of("sh", "-c", "echo hello; sleep 30"),
                                                        policy,
                                                        Limits.NONE),
                                                dir,
                                                console,
                                                (stream, text) -> {
                                                    throw new IllegalStateException("stale epoch");
                                                }))
                .hasMessage("stale epoch");
        assertNothingLeft();
    }

    @Test
    void goesOnWithAChildThatAnEarlierWorkerStarted() throws Exception {
        var command =
                command(
                        List.of(
                                "sh",
                                "-c",
                                "echo one; touch begun; while [ ! -e go ]; do sleep 0.02; done; echo two; exit 3"),
                        NEVER,
                        Limits.NONE);
        var worker = new Thread(() -> interrupted(command));
        worker.start();
        while (!Files.exists(dir.run().resolve("begun"))) {
            Thread.onSpinWait();
        }
        worker.interrupt();
        worker.join();
        Files.createFile(dir.run().resolve("go"));

        var later = new RecordingConsole();
        var exit = runner().attach(command, dir, later, later::line);

        assertThat(exit).contains(new Exit(3, Exit.Cause.ENDED));
        assertThat(later.lines(Stream.OUT)).containsExactly("one", "two");
        assertThat(runner().attach(command, dir, later, later::line)).isEqualTo(exit);
    }

    @Test
    void handsOverApartWhatAnEarlierWorkerHadHandedOn() throws IOException {
        run("echo one; echo twenty; echo three");
        var later = new RecordingConsole().knowing(Stream.OUT, 7);

        runner().attach(
                        command(
                                List.of("sh", "-c", "echo one; echo twenty; echo three"),
                                NEVER,
                                Limits.NONE),
                        dir,
                        later,
                        later::line);

        assertThat(later.lines(Stream.OUT)).containsExactly("one", "twe" + GOES_ON, "nty", "three");
    }

    /** A second signal can cost the state. */
    @Test
    void asksAChildToStopOnlyOnceOverAllWorkers() throws Exception {
        var command =
                command(
                        List.of(
                                "sh",
                                "-c",
                                "trap 'echo asked' INT; touch begun; while [ ! -e go ]; do sleep 0.02; done"),
                        NEVER,
                        Limits.NONE);
        var first = new CanceledLater(dir);
        var worker = new Thread(() -> interrupted(command, first));
        worker.start();
        while (first.lines(Stream.OUT).isEmpty()) {
            Thread.onSpinWait();
        }
        worker.interrupt();
        worker.join();

        var later = new RecordingConsole().canceled();
        var end = new Thread(() -> letGo(later));
        end.start();
        var exit = runner().attach(command, dir, later, later::line).orElseThrow();
        end.join();

        assertThat(later.lines(Stream.OUT)).containsExactly("asked");
        assertThat(exit.cause()).isEqualTo(Exit.Cause.CANCELED);
    }

    private void letGo(RecordingConsole heard) {
        while (heard.lines(Stream.OUT).isEmpty()) {
            Thread.onSpinWait();
        }
        letGo();
    }

    /** Wants to cancel once the child can hear it. */
    private static final class CanceledLater extends RecordingConsole {
        private final Workdir dir;

        CanceledLater(Workdir dir) {
            this.dir = dir;
        }

        @Override
        public boolean cancelRequested() {
            return Files.exists(dir.run().resolve("begun"));
        }
    }

    @Test
    void provesThatACommandWasNeverStarted() throws IOException {
        var command = command(List.of("sh", "-c", "echo one"), NEVER, Limits.NONE);
        assertThat(runner().neverStarted(command, dir)).isFalse();

        Files.createDirectories(dir.control());
        runner().mark(dir);
        assertThat(runner().neverStarted(command, dir)).isTrue();
        run("echo another");
        assertThat(runner().neverStarted(command, dir)).isTrue();
        run("echo one");
        assertThat(runner().neverStarted(command, dir)).isFalse();

        Files.writeString(dir.control().resolve("boot"), "before the power cut");
        assertThat(runner().neverStarted(command, dir)).isFalse();
    }

    @Test
    void leavesItsChildToTheNextWorkerWhenThisOneStops() throws IOException {
        var script = "touch begun; while [ ! -e go ]; do sleep 0.02; done; echo done";
        var command = command(List.of("sh", "-c", script), NEVER, Limits.NONE);
        var stopping =
                new RecordingConsole() {
                    @Override
                    public boolean workerStops() {
                        return Files.exists(dir.run().resolve("begun"));
                    }
                };

        interrupted(command, stopping);
        letGo();

        assertThat(runner().attach(command, dir, console, console::line))
                .contains(new Exit(0, Exit.Cause.ENDED));
        assertThat(console.lines(Stream.OUT)).containsExactly("done");
        assertNothingLeft();
    }

    private void letGo() {
        try {
            Files.createFile(dir.run().resolve("go"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void endsWhatAnEarlierWorkerLeftRunning() throws IOException {
        var script = "touch begun; while true; do sleep 0.02; done";
        var command = command(List.of("sh", "-c", script), NEVER, Limits.NONE);
        interrupted(
                command,
                new RecordingConsole() {
                    @Override
                    public boolean workerStops() {
                        return Files.exists(dir.run().resolve("begun"));
                    }
                });

        runner().end(dir);

        assertNothingLeft();
        runner().end(dir);
    }

    @Test
    void endsWhatAnEarlierWorkerAskedAndWaitedFor() throws Exception {
        var script = "touch begun; while true; do sleep 0.02; done";
        var question = command(List.of("sh", "-c", script), NEVER, Limits.NONE);
        var asked = CompletableFuture.supplyAsync(() -> captured(question));
        await().until(() -> Files.exists(dir.run().resolve("begun")));

        new ProcessRunner(isolation(), DataSize.ofMegabytes(64)).end(dir);

        assertNothingLeft();
        assertThat(asked.get(10, TimeUnit.SECONDS).exit().code()).isNotZero();
    }

    private Captured captured(Command question) {
        try {
            return runner().capture(question, dir, 1000);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void takesNoOtherCommandForTheOneItLooksFor() throws IOException {
        run("echo one");

        var other = command(List.of("sh", "-c", "echo other"), NEVER, Limits.NONE);
        assertThat(runner().attach(other, dir, console, console::line)).isEmpty();
    }

    private void interrupted(Command command) {
        interrupted(command, console);
    }

    private void interrupted(Command command, RecordingConsole listening) {
        assertThatThrownBy(() -> runner().run(command, dir, listening, listening::line))
                .isInstanceOf(java.io.InterruptedIOException.class);
    }

    static final CancelPolicy NEVER = new CancelPolicy(CancelPolicy.Target.LEADER, null);

    Exit run(String script) throws IOException {
        return run(script, NEVER, Limits.NONE);
    }

    Exit run(String script, CancelPolicy policy, Limits limits) throws IOException {
        return runner().run(
                        command(List.of("sh", "-c", script), policy, limits),
                        dir,
                        console,
                        console::line);
    }

    ProcessRunner runner() {
        return new ProcessRunner(isolation(), DataSize.ofMegabytes(64));
    }

    static Command command(List<String> argv, CancelPolicy policy, Limits limits) {
        return new Command(
                argv, "", Map.of("PATH", Tools.PATH, "GIVEN", "yes"), Network.NONE, policy, limits);
    }

    /**
     * Whoever belongs to the execution has its mark, and in the sandbox bwrap has its directory as
     * an argument.
     */
    void assertNothingLeft() {
        var mark =
                java.util.UUID.nameUUIDFromBytes(dir.root().toAbsolutePath().toString().getBytes());
        assertThat(ProcessHandle.allProcesses().map(ProcessHandle::pid))
                .filteredOn(pid -> !Processes.isZombie(pid))
                .filteredOn(pid -> Processes.environment(pid).contains(mark.toString()))
                .isEmpty();
    }
}
