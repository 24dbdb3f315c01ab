package dev.groundplan.engine.process;

import dev.groundplan.engine.RecordingConsole;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Does something a moment after a line was seen, and knows when. */
final class Observed extends RecordingConsole {
    private final @Nullable String line;
    private final int delay;
    private final Consumer<Observed> action;
    private volatile @Nullable Instant acted;
    private volatile boolean cancel;
    private volatile boolean kill;

    Observed() {
        this(null, 0, any -> {});
    }

    /**
     * @param delay in milliseconds
     */
    Observed(@Nullable String line, int delay, Consumer<Observed> action) {
        this.line = line;
        this.delay = delay;
        this.action = action;
    }

    @Override
    public void line(Stream stream, CharSequence text) {
        super.line(stream, text);
        if (line != null && acted == null && text.toString().contains(line)) {
            act();
        }
    }

    private void act() {
        acted = Instant.now().plusMillis(delay);
        var later = CompletableFuture.delayedExecutor(delay, TimeUnit.MILLISECONDS);
        var unused = CompletableFuture.runAsync(() -> action.accept(this), later);
    }

    void cancel() {
        cancel = true;
    }

    void kill() {
        kill = true;
    }

    @Override
    public boolean cancelRequested() {
        return cancel || super.cancelRequested();
    }

    @Override
    public boolean killRequested() {
        return kill || super.killRequested();
    }

    Instant at() {
        if (acted == null) {
            throw new AssertionError("Never seen: " + line + " in " + text());
        }
        return acted;
    }

    Duration sinceAction() {
        return Duration.between(at(), Instant.now());
    }

    List<String> notes() {
        return lines(Stream.NOTE);
    }
}
