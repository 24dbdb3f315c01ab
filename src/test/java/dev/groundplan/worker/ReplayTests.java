package dev.groundplan.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.engine.Console.Stream;
import dev.groundplan.run.log.RunLog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayTests {
    private final Replay replay = new Replay(new RunLog.Offsets(10, 4));
    private final List<String> written = new ArrayList<>();

    @Test
    void writesOnlyWhatComesAfterTheKnownPositionOfItsStream() {
        said(Stream.OUT, 6, "known");
        said(Stream.ERR, 4, "known too");
        said(Stream.OUT, 10, "known as well");
        said(Stream.OUT, 11, "new");
        said(Stream.ERR, 5, "new too");

        assertThat(written).containsExactly("OUT new", "ERR new too");
    }

    /** An event of one line can be several lines of the log, or none. */
    @Test
    void takesAllLinesBeforeAPositionTogether() {
        replay.line(Stream.OUT, "a");
        replay.line(Stream.OUT, "b");
        said(Stream.OUT, 12, "c");

        assertThat(written).containsExactly("OUT a", "OUT b", "OUT c");
    }

    @Test
    void keepsTheLinesThatNoPositionFollows() {
        said(Stream.OUT, 3, "known");
        replay.line(Stream.OUT, "at the end");

        replay.rest(this::write);

        assertThat(written).containsExactly("OUT at the end");
    }

    private void said(Stream stream, long position, String text) {
        replay.line(stream, text);
        replay.position(stream, position, this::write);
    }

    private void write(Stream stream, String text) {
        written.add(stream + " " + text);
    }
}
