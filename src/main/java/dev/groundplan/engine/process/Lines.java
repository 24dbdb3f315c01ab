package dev.groundplan.engine.process;

import dev.groundplan.engine.Console;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.BiConsumer;

/**
 * Cuts a stream of bytes into lines of text. A line without end is handed out in pieces: at 64 kB,
 * and when its rest does not come. Pieces end between characters and carry a mark; bytes that are
 * not UTF-8, and NUL, which no database keeps, become U+FFFD.
 */
final class Lines implements Tail.Sink {
    static final int PIECE = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofMillis(700);

    private final byte[] line = new byte[PIECE];
    private final BiConsumer<String, Long> consumer;
    private final long cut;
    private int length;
    private long position;
    private long begun;

    Lines(long position, BiConsumer<String, Long> consumer) {
        this(position, 0, consumer);
    }

    /**
     * @param position of the first byte in its stream
     * @param cut a position where a piece ended when the stream was read before; 0 for none
     * @param consumer gets each line and the position after it
     */
    Lines(long position, long cut, BiConsumer<String, Long> consumer) {
        this.position = position;
        this.cut = cut;
        this.consumer = consumer;
    }

    @Override
    public void bytes(byte[] bytes, int count) {
        boolean fresh = length == 0;
        for (int i = 0; i < count; i++) {
            if (bytes[i] == '\n') {
                emit(length, Ending.LINE_FEED);
                fresh = true;
            } else {
                line[length++] = bytes[i];
                if (length == PIECE) {
                    emit(wholeCharacters(), Ending.GOES_ON);
                    fresh = true;
                } else if (position + length == cut) {
                    emit(length, Ending.GOES_ON);
                    fresh = true;
                }
            }
        }
        if (fresh) {
            begun = System.nanoTime();
        }
    }

    @Override
    public void idle() {
        if (wholeCharacters() > 0 && System.nanoTime() - begun > PATIENCE.toNanos()) {
            emit(wholeCharacters(), Ending.GOES_ON);
            begun = System.nanoTime();
        }
    }

    @Override
    public void end() {
        if (length > 0) {
            emit(length, Ending.NONE);
        }
    }

    private enum Ending {
        LINE_FEED,
        GOES_ON,
        NONE
    }

    private void emit(int count, Ending ending) {
        position += count + (ending == Ending.LINE_FEED ? 1 : 0);
        var text =
                new String(line, 0, count, StandardCharsets.UTF_8)
                        .replace('\0', '\uFFFD')
                        .replace(Console.GOES_ON, '\uFFFD');
        var rest = Arrays.copyOfRange(line, count, length);
        System.arraycopy(rest, 0, line, 0, rest.length);
        length = rest.length;
        consumer.accept(ended(text, ending), position);
    }

    private static String ended(String text, Ending ending) {
        return switch (ending) {
            case LINE_FEED -> text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            case GOES_ON -> text + Console.GOES_ON;
            case NONE -> text;
        };
    }

    /** The length without a last character of which bytes are still to come. */
    private int wholeCharacters() {
        for (int back = 1; back <= Math.min(3, length); back++) {
            int lead = line[length - back] & 0xFF;
            if (lead >= 0xC0) {
                int needed = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
                return needed > back ? length - back : length;
            }
            if (lead < 0x80) {
                return length;
            }
        }
        return length;
    }
}
