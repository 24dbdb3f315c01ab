package dev.groundplan.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file that grows faster than it is read. */
@Timeout(60)
class TailTests {
    private static final int MB = 1 << 20;
    private static final String LINE = "x".repeat(1023) + "\n";

    @TempDir Path temp;
    private Path file;
    private final List<String> marks = new ArrayList<>();
    private final Received received = new Received();

    @BeforeEach
    void create() throws IOException {
        file = Files.createFile(temp.resolve("out"));
    }

    @Test
    void comesBackAlthoughTheChildIsFaster() throws IOException {
        received.whenever = () -> append(LINE.repeat(128));
        append(LINE);
        try (var tail = tail(100L * MB)) {
            assertThat(tail.drain()).isTrue();
        }
        assertThat(received.bytes).isLessThan(6 * MB);
    }

    /** So a person's wish to stop is heard in between. */
    @Test
    void comesBackOverItsLimitAlthoughTheChildIsFaster() throws IOException {
        received.atEnd = () -> append(LINE.repeat(128));
        append(LINE.repeat(2));
        try (var tail = tail(1024)) {
            for (int i = 0; i < 20; i++) {
                tail.drain();
            }
        }
        assertThat(marks).hasSize(1);
        assertThat(Files.size(file)).isLessThan(2 * MB);
    }

    @Test
    void finishesAlthoughSomebodyGoesOnPrinting() throws IOException {
        received.whenever = () -> append(LINE.repeat(128));
        append(LINE);
        try (var tail = tail(100L * MB)) {
            tail.finish();
        }
        assertThat(received.bytes).isLessThan(MB);
    }

    @Test
    void keepsTheFileShortWhileItsReaderIsHeldUp() throws IOException {
        try (var tail = tail(2 * MB)) {
            append(LINE.repeat(8 * 1024));
            tail.bound();
            assertThat(Files.size(file)).isEqualTo(2 * MB);

            append("later\nlast\n");
            tail.finish();
        }
        assertThat(marks).hasSize(1);
        assertThat(received.text()).endsWith("xx\nlater\nlast\n");
        assertThat(received.bytes).isBetween(2 * MB, 2 * MB + LastWords.BYTES);
    }

    @Test
    void leavesAFileAloneThatIsWithinItsLimit() throws IOException {
        try (var tail = tail(2 * MB)) {
            append(LINE.repeat(2 * 1024));
            tail.bound();
            tail.finish();
        }
        assertThat(marks).isEmpty();
        assertThat(received.bytes).isEqualTo(2 * MB);
    }

    @Test
    void handsOnTheEndOfWhatItThrewAway() throws IOException {
        append("first\n");
        try (var tail = tail(10)) {
            tail.drain();
            append("second line, half of which is over the limit\n");
            for (int i = 0; i < 20; i++) {
                append(LINE.repeat(1024));
                tail.drain();
            }
            append("Error: disk full\n");
            tail.finish();
        }
        assertThat(received.text()).startsWith("first\nxxx").endsWith("x\nError: disk full\n");
        assertThat(received.bytes).isLessThan(LastWords.BYTES + 10);
    }

    /** The rest of a line may be the second half of a secret. */
    @Test
    void beginsTheEndWithAWholeLine() {
        var words = new LastWords();
        words.add("half a secret\nwhole\n".getBytes(StandardCharsets.UTF_8), 20);

        assertThat(words.take()).asString(StandardCharsets.UTF_8).isEqualTo("whole\n");
    }

    private Tail tail(long limit) throws IOException {
        return new Tail(file, 0, received, new Budget(limit, () -> marks.add("over")));
    }

    private void append(String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static final class Received implements Tail.Sink {
        private final StringBuilder text = new StringBuilder();
        private Runnable whenever = () -> {};
        private Runnable atEnd = () -> {};
        private int bytes;

        @Override
        public void bytes(byte[] more, int count) {
            bytes += count;
            text.append(new String(more, 0, count, StandardCharsets.UTF_8));
            whenever.run();
        }

        @Override
        public void idle() {
            // nothing is held back
        }

        @Override
        public void end() {
            atEnd.run();
        }

        String text() {
            return text.toString();
        }
    }
}
