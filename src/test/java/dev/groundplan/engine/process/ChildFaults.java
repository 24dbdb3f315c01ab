package dev.groundplan.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.engine.Console.Stream;
import dev.groundplan.engine.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * F04 to F08: the tool is killed alone, hears no signal, hangs, or leaves others behind, many times
 * over. STRAY in a script stands for a process that nobody wants to see again.
 */
abstract class ChildFaults extends ChildTrials {
    private static final Duration GRACE = Duration.ofMillis(300);
    private static final String FAMILY =
            """
            STRAY & setsid STRAY & (setsid sh -c 'STRAY & STRAY' &) ; (sh -c 'STRAY & STRAY' >/dev/null 2>&1 &)
            """;

    @Test
    void endsWithAToolThatIsKilledAloneAndLeavesNobody() {
        repeat(
                "F04: only the tool is killed",
                trial -> {
                    var console = new Observed("ready", random.nextInt(150), this::killTool);
                    var exit = trial.run(FAMILY + "echo ready; STRAY", console, NEVER, Limits.NONE);

                    assertThat(exit).isEqualTo(new Exit(137, Exit.Cause.KILLED));
                    trial.took(console.sinceAction(), Duration.ofSeconds(5));
                });
    }

    @Test
    void killsAToolThatHearsNoSignalOnceItsGraceIsOver() {
        repeat(
                "F05: the tool ignores signals",
                trial -> {
                    var console = new Observed("ready", 0, Observed::cancel);
                    var deaf = "trap '' INT TERM HUP; " + FAMILY + "echo ready; STRAY";
                    var policy = new CancelPolicy(CancelPolicy.Target.LEADER, GRACE);
                    var exit = trial.run(deaf, console, policy, Limits.NONE);

                    assertThat(exit.cause()).isEqualTo(Exit.Cause.KILLED);
                    assertThat(console.notes())
                            .startsWith(
                                    "Asked to stop.", "Killed: it did not stop within 0 seconds.");
                    trial.took(console.sinceAction(), GRACE.plusSeconds(5));
                });
    }

    @Test
    void leavesADeafToolThatOnlyAPersonMayKillAloneUntilThen() {
        repeat(
                "F05: only a person may kill it",
                trial -> {
                    var console = new Observed("still here", 0, Observed::kill);
                    console.cancelAt("ready");
                    var deaf = "trap '' INT TERM; echo ready; sleep 1; echo still here; STRAY";
                    var exit = trial.run(deaf, console, NEVER, Limits.NONE);

                    assertThat(exit.cause()).isEqualTo(Exit.Cause.KILLED);
                    assertThat(console.notes()).startsWith("Asked to stop.", "Killed on request.");
                    trial.took(console.sinceAction(), Duration.ofSeconds(5));
                });
    }

    @Test
    void killsAToolThatHangsWithoutAWord() {
        repeat(
                "F06: the tool hangs silently",
                trial -> {
                    long begin = System.nanoTime();
                    var hangs = FAMILY + "STRAY";
                    var exit = trial.run(hangs, new Observed(), NEVER, new Limits(null, GRACE));

                    assertThat(exit.cause()).isEqualTo(Exit.Cause.SILENT);
                    trial.took(since(begin), GRACE.plusSeconds(10));
                });
    }

    /** The last two wipe their environment as well: their output or their parents tell. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "setsid STRAY >/dev/null 2>&1 </dev/null &",
                "(setsid sh -c 'exec >/dev/null 2>&1; STRAY & exec STRAY' &)",
                "nohup STRAY >/dev/null 2>&1 &",
                "cd /; (setsid sh -c 'exec <&- >&- 2>&-; STRAY' &); exec >&- 2>&-",
                "(env -i setsid STRAY &)",
                "env -i setsid sh -c 'exec >/dev/null 2>&1; STRAY & STRAY' & sleep 0.7"
            })
    void endsWithTheToolWhateverDaemonItLeaves(String daemon) {
        repeat(
                "F07: " + daemon,
                trial -> {
                    trial.run(daemon + "\nexit 0", new Observed(), NEVER, Limits.NONE);

                    trial.took(trial.sinceExitCode(), Duration.ofSeconds(2));
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STRAY & STRAY &",
                "(setsid sh -c 'while :; do echo more; done; STRAY' &)",
                "(env -i setsid sh -c 'while :; do echo more; done; STRAY' &)"
            })
    void endsWithTheToolAlthoughOthersHoldItsOutputOpen(String holder) {
        repeat(
                "F08: " + holder,
                trial -> {
                    var console = new Observed();
                    var exit =
                            trial.run(holder + "\necho done; exit 3", console, NEVER, Limits.NONE);

                    assertThat(exit).isEqualTo(new Exit(3, Exit.Cause.ENDED));
                    assertThat(console.lines(Stream.OUT)).contains("done");
                    assertThat(console.notes())
                            .allMatch(note -> note.matches("Ended \\d+ process\\(es\\) that .*"))
                            .hasSize(isolation().endsTogether() ? 0 : 1);
                    trial.took(trial.sinceExitCode(), Duration.ofSeconds(3));
                });
    }

    /** What was printed last is there within a second, although its line has no end yet. */
    @Test
    void showsAnUnfinishedLineWithinASecond() throws IOException {
        var delays = new ArrayList<Duration>();
        for (int i = 0; i < 3; i++) {
            var trial = new Trial();
            var console = new Observed("unfinished", 0, any -> {});
            trial.run("printf unfinished; touch printed; sleep 2", console, NEVER, Limits.NONE);
            var printed =
                    Files.getLastModifiedTime(trial.dir().run().resolve("printed")).toInstant();
            delays.add(Duration.between(printed, console.at()));
        }
        log.info("F10: an unfinished line was there after {} in {}", delays, mode());
        assertThat(delays.stream().sorted().toList().get(1)).isLessThan(Duration.ofSeconds(1));
    }

    private void killTool(Observed console) {
        var launcher = ProcessHandle.of(console.child().pid()).orElseThrow();
        var tree = new ProcessTree(launcher, isolation().endsTogether(), new Mark("", temp));
        tree.target(CancelPolicy.Target.LEADER)
                .flatMap(ProcessHandle::of)
                .orElseThrow()
                .destroyForcibly();
    }

    static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    static final CancelPolicy NEVER = new CancelPolicy(CancelPolicy.Target.LEADER, null);
}
