package dev.groundplan.worker;

import dev.groundplan.catalog.Catalog;
import dev.groundplan.engine.ExecutionId;
import dev.groundplan.engine.Workdir;
import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.environment.StateVersion;
import dev.groundplan.environment.StateVersions;
import dev.groundplan.store.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Lays out the directories of an execution and clears them away afterwards. */
@Component
class RunDirectory {
    private final DataDirectory data;
    private final Catalog catalog;
    private final StateVersions states;

    RunDirectory(DataDirectory data, Catalog catalog, StateVersions states) {
        this.data = data;
        this.catalog = catalog;
        this.states = states;
    }

    /** The template's files and the step's newest recorded state, side by side. */
    Workdir lay(ExecutionId execution, EnvironmentId environment, StepTask task) {
        var dir =
                new Workdir(
                        data.directory("executions").resolve(execution.toString()),
                        folder(environment));
        try {
            createPrivate(dir.root());
            for (var inner :
                    new Path[] {
                        dir.run(), dir.source(), dir.sealed(), dir.scratch(), dir.control()
                    }) {
                Files.createDirectories(inner);
            }
            catalog.unpack(task.template().id(), dir.source());
            var state = state(environment, task.id());
            if (state.isPresent()) {
                Files.write(dir.state(), states.content(state.get()));
            }
            return dir;
        } catch (IOException e) {
            throw new UncheckedIOException("The run directory can't be laid out.", e);
        }
    }

    /** The environment's persistent folder: its Files tab. */
    Path folder(EnvironmentId environment) {
        return data.directory("environments/" + environment);
    }

    Optional<StateVersion> state(EnvironmentId environment, String step) {
        return states.latest(environment, step);
    }

    void clear(Workdir dir) {
        try {
            FileSystemUtils.deleteRecursively(dir.root());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void createPrivate(Path root) throws IOException {
        if (root.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(
                    root,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(root);
        }
    }
}
