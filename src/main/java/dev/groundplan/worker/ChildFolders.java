package dev.groundplan.worker;

import dev.groundplan.engine.Workdir;
import dev.groundplan.engine.process.ProcessRunner;
import dev.groundplan.environment.EnvironmentId;
import org.springframework.stereotype.Component;

/**
 * Where tools see an environment's persistent folder: inside of the sandbox, or on the disk when
 * there is none.
 */
@Component
class ChildFolders {
    private final ProcessRunner processes;
    private final RunDirectory directories;

    ChildFolders(ProcessRunner processes, RunDirectory directories) {
        this.processes = processes;
        this.directories = directories;
    }

    String seenByChildren(EnvironmentId environment) {
        var folder = directories.folder(environment);
        return processes.paths(new Workdir(folder, folder)).environment();
    }
}
