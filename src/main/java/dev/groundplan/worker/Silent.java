package dev.groundplan.worker;

import dev.groundplan.engine.Console;
import dev.groundplan.engine.Progress;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** A console for looks at things that nobody reads about. */
final class Silent implements Console {
    private final BooleanSupplier stops;

    /**
     * @param stops whether the worker stops
     */
    Silent(BooleanSupplier stops) {
        this.stops = stops;
    }

    @Override
    public void line(Stream stream, CharSequence text) {}

    @Override
    public void position(Stream stream, long bytes) {}

    @Override
    public void progress(Progress progress) {}

    @Override
    public void state(Path file) {}

    @Override
    public boolean cancelRequested() {
        return false;
    }

    @Override
    public boolean killRequested() {
        return false;
    }

    @Override
    public boolean workerStops() {
        return stops.getAsBoolean();
    }

    @Override
    public void child(Child child) {}
}
