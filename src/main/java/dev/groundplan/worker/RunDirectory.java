package dev.groundplan.worker;

import dev.groundplan.catalog.Catalog;
import dev.groundplan.engine.ExecutionId;
import dev.groundplan.engine.Workdir;
import dev.groundplan.engine.process.ProcessRunner;
import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.environment.StateVersion;
import dev.groundplan.environment.StateVersions;
import dev.groundplan.store.DataDirectory;
import dev.groundplan.store.UnreadableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Lays out the directories of an execution and clears them away afterwards. */
@Component
class RunDirectory {
    private static final Logger log = LoggerFactory.getLogger(RunDirectory.class);
    private final DataDirectory data;
    private final Catalog catalog;
    private final StateVersions states;
    private final ProcessRunner processes;

    RunDirectory(
            DataDirectory data, Catalog catalog, StateVersions states, ProcessRunner processes) {
        this.processes = processes;
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
            fill(dir, environment, task);
            return dir;
        } catch (IOException e) {
            clear(dir);
            throw new UncheckedIOException("The run directory can't be laid out.", e);
        } catch (RuntimeException e) {
            clear(dir);
            throw e;
        }
    }

    /** The directory that an earlier worker of this host laid out; empty when it is not here. */
    Optional<Workdir> existing(ExecutionId execution, EnvironmentId environment) {
        var root = data.directory("executions").resolve(execution.toString());
        return Files.isDirectory(root)
                ? Optional.of(new Workdir(root, folder(environment)))
                : Optional.empty();
    }

    /** Notes that this machine has laid it out, before anything is started in it. */
    void mark(Workdir dir) throws IOException {
        processes.mark(dir);
    }

    /** Ends all executions but these, and deletes their directories; before any is begun. */
    void clearAllBut(Set<UUID> kept) {
        try (var found = Files.list(data.directory("executions"))) {
            for (var root : found.toList()) {
                if (kept.stream().noneMatch(id -> root.endsWith(id.toString()))) {
                    end(new Workdir(root, root));
                }
            }
        } catch (IOException e) {
            log.warn("What executions left behind can't be found: {}", e.getMessage());
        }
    }

    /** One that can't be deleted does not keep the others. */
    private void end(Workdir left) {
        try {
            processes.end(left);
        } catch (IOException e) {
            log.warn("What was started in {} can't be ended: {}", left.root(), e.getMessage());
        }
        clear(left);
    }

    private void fill(Workdir dir, EnvironmentId environment, StepTask task) throws IOException {
        createPrivate(dir.root());
        for (var inner :
                new Path[] {dir.run(), dir.source(), dir.sealed(), dir.scratch(), dir.control()}) {
            Files.createDirectories(inner);
        }
        catalog.unpack(task.template().id(), dir.source());
        var state = state(environment, task.id());
        if (state.isPresent()) {
            Files.write(dir.state(), content(environment, task.id(), state.get()));
        }
    }

    /** A check may look while an apply replaces the state that it is about to read. */
    private byte[] content(EnvironmentId environment, String step, StateVersion state) {
        try {
            return states.content(state);
        } catch (UnreadableException e) {
            var now = states.latest(environment, step).orElseThrow(() -> e);
            if (now.digest().equals(state.digest())) {
                throw e;
            }
            return content(environment, step, now);
        }
    }

    /** The environment's persistent folder: its Files tab. */
    Path folder(EnvironmentId environment) {
        return data.directory("environments/" + environment);
    }

    Optional<StateVersion> state(EnvironmentId environment, String step) {
        return states.latest(environment, step);
    }

    /** What can't be deleted now does not undo what was done. */
    void clear(Workdir dir) {
        try {
            FileSystemUtils.deleteRecursively(dir.root());
        } catch (IOException e) {
            log.warn("The directory {} can't be deleted: {}", dir.root(), e.getMessage());
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
