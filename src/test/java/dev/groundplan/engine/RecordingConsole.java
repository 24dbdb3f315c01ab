package dev.groundplan.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps everything an engine reports; asks to stop or to kill as soon as a line matches. */
public class RecordingConsole implements Console {
    public record Line(Stream stream, String text) {}

    private final List<Line> lines = Collections.synchronizedList(new ArrayList<>());
    private final List<Progress> progress = new ArrayList<>();
    private final List<Path> states = new CopyOnWriteArrayList<>();
    private final Map<Stream, Long> positions = new EnumMap<>(Stream.class);
    private final Map<Stream, Long> known = new EnumMap<>(Stream.class);
    private Predicate<String> cancelAt = text -> false;
    private Predicate<String> killAt = text -> false;
    private volatile boolean cancel;
    private volatile boolean kill;
    private @Nullable Child child;

    public RecordingConsole cancelAt(String text) {
        cancelAt = line -> line.contains(text);
        return this;
    }

    public RecordingConsole killAt(String text) {
        killAt = line -> line.contains(text);
        return this;
    }

    public RecordingConsole canceled() {
        cancel = true;
        return this;
    }

    /** As if an earlier worker had passed on so many bytes. */
    public RecordingConsole knowing(Stream stream, long bytes) {
        known.put(stream, bytes);
        return this;
    }

    @Override
    public long known(Stream stream) {
        return known.getOrDefault(stream, 0L);
    }

    @Override
    public void line(Stream stream, CharSequence text) {
        lines.add(new Line(stream, text.toString()));
        cancel |= cancelAt.test(text.toString());
        kill |= killAt.test(text.toString());
    }

    @Override
    public void position(Stream stream, long bytes) {
        positions.put(stream, bytes);
    }

    @Override
    public void progress(Progress step) {
        progress.add(step);
    }

    @Override
    public void state(Path file) {
        states.add(file);
    }

    @Override
    public boolean cancelRequested() {
        return cancel;
    }

    @Override
    public boolean killRequested() {
        return kill;
    }

    @Override
    public void child(Child started) {
        child = started;
    }

    public List<Line> lines() {
        return lines;
    }

    public List<String> lines(Stream stream) {
        synchronized (lines) {
            return lines.stream().filter(line -> line.stream() == stream).map(Line::text).toList();
        }
    }

    public String text() {
        return lines.stream().map(Line::text).collect(Collectors.joining("\n"));
    }

    public List<Progress> progress() {
        return progress;
    }

    public List<Path> states() {
        return states;
    }

    public long position(Stream stream) {
        return positions.getOrDefault(stream, 0L);
    }

    public @Nullable Child child() {
        return child;
    }
}
