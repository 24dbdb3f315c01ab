package dev.groundplan.engine.terraform;

import dev.groundplan.engine.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * Tells the console when Terraform has written its state. It writes in place, so a half-written
 * file is left for later.
 */
final class StateWatch {
    private final Path file;
    private final Console console;
    private @Nullable FileTime changed;
    private @Nullable String told;

    StateWatch(Path file, Console console) throws IOException {
        this.file = file;
        this.console = console;
        this.told = StateFile.read(file).map(StateFile::identity).orElse(null);
        this.changed = Files.exists(file) ? Files.getLastModifiedTime(file) : null;
    }

    void look() {
        try {
            if (!Files.exists(file) || Files.getLastModifiedTime(file).equals(changed)) {
                return;
            }
            var now = Files.getLastModifiedTime(file);
            var state = StateFile.read(file);
            if (state.isPresent()) {
                changed = now;
                tell(state.get().identity());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tell(String identity) {
        if (!identity.equals(told)) {
            told = identity;
            console.state(file);
        }
    }
}
