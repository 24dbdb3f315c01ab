package dev.groundplan.engine.terraform;

import dev.groundplan.engine.Console;
import dev.groundplan.engine.Workdir;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * Tells the console when Terraform has written its state. It writes in place, so a half-written
 * file is left for later.
 */
final class StateWatch {
    private final Workdir dir;
    private final Console console;
    private @Nullable FileTime changed;
    private @Nullable String told;

    StateWatch(Workdir dir, Console console) throws IOException {
        this.dir = dir;
        this.console = console;
        this.told = StateFile.read(dir).map(StateFile::identity).orElse(null);
        this.changed = exists() ? lastModified() : null;
    }

    void look() {
        try {
            if (!exists() || lastModified().equals(changed)) {
                return;
            }
            var now = lastModified();
            var state = StateFile.read(dir);
            if (state.isPresent()) {
                changed = now;
                tell(state.get().identity());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean exists() {
        return Files.isRegularFile(dir.state(), LinkOption.NOFOLLOW_LINKS);
    }

    private FileTime lastModified() throws IOException {
        return Files.getLastModifiedTime(dir.state(), LinkOption.NOFOLLOW_LINKS);
    }

    private void tell(String identity) {
        if (!identity.equals(told)) {
            told = identity;
            console.state(dir.state());
        }
    }
}
