package dev.groundplan.engine.process;

import dev.groundplan.engine.Workdir;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;

/**
 * What the processes of an execution have in common, wherever they went: an entry in their
 * environment and, if they wiped that, the files that they print to.
 */
record Mark(String value, Path output) {
    static final String NAME = "GROUNDPLAN_EXECUTION";
    private static final int[] PRINTS_TO = {1, 2};

    /** The same for every worker that comes by. */
    static Mark of(Workdir dir) throws IOException {
        var root = dir.root().toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8);
        return new Mark(UUID.nameUUIDFromBytes(root).toString(), dir.control().toRealPath());
    }

    boolean isOn(long pid) {
        if (Processes.environment(pid).contains("\0" + NAME + "=" + value + "\0")) {
            return true;
        }
        for (int descriptor : PRINTS_TO) {
            if (Processes.file(pid, descriptor)
                    .filter(path -> path.startsWith(output))
                    .isPresent()) {
                return true;
            }
        }
        return false;
    }
}
