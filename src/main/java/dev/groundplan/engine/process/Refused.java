package dev.groundplan.engine.process;

import dev.groundplan.engine.Workdir;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A sandbox is required and does not work here: nothing starts. */
record Refused(String reason) implements Isolation {
    @Override
    public ChildPaths paths(Workdir dir) {
        return new Unconfined().paths(dir);
    }

    @Override
    public List<String> wrap(Command command, Workdir dir) throws IOException {
        throw new IOException(reason);
    }

    @Override
    public Optional<String> refusal() {
        return Optional.of(reason);
    }
}
