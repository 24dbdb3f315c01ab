package dev.groundplan.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The keys of a portal, for a command that works beside it or without it: it makes none. */
public final class ExistingKeys {
    private ExistingKeys() {}

    /**
     * @param keyFile as configured; blank for the one in the data directory
     */
    public static Keyring read(String keyFile, Path data) {
        var file = keyFile.isBlank() ? data.resolve("master.key") : Path.of(keyFile);
        if (Files.notExists(file)) {
            throw new IllegalStateException(
                    "There is no key file "
                            + file
                            + ". Name it with --groundplan.key-file, or the data directory with --groundplan.data.");
        }
        try {
            return KeyringConfiguration.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The key file " + file + " can't be read.", e);
        }
    }
}
