package dev.groundplan.worker;

import dev.groundplan.engine.Console.Stream;
import dev.groundplan.run.log.RunLog;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * All that a child ever printed comes again when another worker follows it. Lines wait here until
 * the position behind them tells whether the log has them already.
 */
final class Replay {
    private final RunLog.Offsets known;
    private final List<Line> waiting = new ArrayList<>();

    private record Line(Stream stream, String text) {}

    Replay(RunLog.Offsets known) {
        this.known = known;
    }

    long known(Stream stream) {
        return switch (stream) {
            case OUT -> known.out();
            case ERR -> known.err();
            case NOTE -> 0;
        };
    }

    void line(Stream stream, CharSequence text) {
        waiting.add(new Line(stream, text.toString()));
    }

    /** What came before this position goes to the writer, or is known. */
    void position(Stream stream, long bytes, BiConsumer<Stream, String> writer) {
        if (bytes > known(stream)) {
            rest(writer);
        }
        waiting.clear();
    }

    /** Lines that no position follows are new: they are about the end. */
    void rest(BiConsumer<Stream, String> writer) {
        waiting.forEach(line -> writer.accept(line.stream(), line.text()));
        waiting.clear();
    }
}
