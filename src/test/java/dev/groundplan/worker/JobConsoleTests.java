package dev.groundplan.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.engine.Console;
import dev.groundplan.engine.Console.Stream;
import dev.groundplan.engine.ExecutionId;
import dev.groundplan.run.Run;
import dev.groundplan.run.execution.Executions;
import dev.groundplan.run.execution.Phase;
import dev.groundplan.run.log.LogText;
import dev.groundplan.run.log.RunLog;
import dev.groundplan.testing.RecorderPortal;
import dev.groundplan.testing.TestPortal;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Lines that come in pieces, or are too long. */
@RecorderPortal
class JobConsoleTests {
    private static final String SECRET = "correct horse battery staple";

    @Autowired TestPortal portal;
    @Autowired Consoles consoles;
    @Autowired Executions executions;
    @Autowired RunLog log;

    @Test
    void masksASecretThatIsCutInTwo() {
        var run =
                printed(
                        console -> {
                            console.line(Stream.OUT, "password=correct horse" + Console.GOES_ON);
                            console.line(Stream.OUT, " battery staple!");
                        });

        assertThat(text(run)).isEqualTo("password=••••••!\n");
    }

    @Test
    void keepsAPieceBeforeTheRestIsThere() {
        var run = portal.awaitingApproval("chatter", 0);
        try (var console = open(run)) {
            console.line(Stream.OUT, "Continue? " + Console.GOES_ON);
            console.position(Stream.OUT, 10);
            console.flush();

            assertThat(log.lines(run.id(), 1, 10).get(0).text())
                    .isEqualTo("Continue? " + Console.GOES_ON);
        }
    }

    @Test
    void cutsATextThatAnEngineMadeTooLong() {
        var longest = "y".repeat(65_535) + "\ud83d\ude00" + "z".repeat(100_000);
        var run = printed(console -> console.line(Stream.OUT, longest));

        assertThat(text(run)).isEqualTo(longest + "\n");
        assertThat(log.lines(run.id(), 1, 10))
                .flatExtracting(chunk -> List.of(chunk.text().split("\n")))
                .hasSize(3)
                .allMatch(line -> line.toString().length() <= 64 * 1024 + 1);
    }

    private Run printed(Consumer<Console> tool) {
        var run = portal.awaitingApproval("chatter", 0);
        try (var console = open(run)) {
            tool.accept(console);
        }
        return run;
    }

    private JobConsole open(Run run) {
        var execution = new ExecutionId(executions.of(run.id()).get(0).id());
        return consoles.open(run, execution, "things", Phase.PLAN, new Scrubber(List.of(SECRET)));
    }

    private String text(Run run) {
        var text = new LogText();
        return log.lines(run.id(), 1, 10).stream().map(text::next).collect(Collectors.joining())
                + text.end();
    }
}
