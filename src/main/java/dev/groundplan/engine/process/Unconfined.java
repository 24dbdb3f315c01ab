package dev.groundplan.engine.process;

import dev.groundplan.engine.Workdir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** No sandbox: the child runs as the worker's own user, with the real paths. */
final class Unconfined implements Isolation {
    @Override
    public ChildPaths paths(Workdir dir) {
        var home = home(dir);
        return new ChildPaths(
                dir.run().toAbsolutePath().toString(),
                dir.environment().toAbsolutePath().toString(),
                home.toString(),
                home.resolve("tmp").toString());
    }

    @Override
    public List<String> wrap(Command command, Workdir dir) throws IOException {
        Files.createDirectories(home(dir).resolve("tmp"));
        return command.argv();
    }

    @Override
    public Path startsIn(Command command, Workdir dir) {
        return dir.run().resolve(command.directory());
    }

    @Override
    public boolean endsTogether() {
        return false;
    }

    /** Beside the run directory, so that what a tool leaves there is never part of it. */
    private static Path home(Workdir dir) {
        return dir.root().toAbsolutePath().resolve("home");
    }
}
