package dev.groundplan.engine.process;

import dev.groundplan.engine.Console;
import dev.groundplan.engine.Progress;
import java.nio.file.Path;

/** For commands whose output is read by the portal itself and shown to nobody. */
enum Unheard implements Console {
    CONSOLE;

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
    public void child(Child child) {}
}
