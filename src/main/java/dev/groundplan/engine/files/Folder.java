package dev.groundplan.engine.files;

import static java.util.Objects.requireNonNull;

import dev.groundplan.engine.ToolFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The environment's folder. Never follows a link: another step's tool may have left one that points
 * elsewhere.
 */
final class Folder {
    private static final int LARGEST = 64 << 20;
    private final Path root;

    Folder(Path root) {
        this.root = root;
    }

    /** What is there; empty when there is no file of that path. */
    Optional<byte[]> read(String path) throws IOException {
        resolve(path);
        return new ToolFolder(root).read(path, LARGEST);
    }

    /** All of it or nothing: written beside and moved over. */
    void write(String path, byte[] content) throws IOException {
        var file = resolve(path);
        Files.createDirectories(file.getParent());
        var beside = Files.createTempFile(file.getParent(), ".groundplan-", ".part");
        try {
            Files.write(beside, content);
            Files.move(
                    beside,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** And the folders that it leaves empty. */
    void delete(String path) throws IOException {
        var file = resolve(path);
        Files.deleteIfExists(file);
        for (var parent = above(file);
                !parent.equals(root) && isEmpty(parent);
                parent = above(parent)) {
            Files.delete(parent);
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (var entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    /** Never null: what is inside the root has a folder. */
    private static Path above(Path inside) {
        return requireNonNull(inside.getParent());
    }

    private Path resolve(String path) throws IOException {
        var file = root.resolve(path).normalize();
        if (!file.startsWith(root) || file.equals(root)) {
            throw new IOException("The path " + path + " leaves the environment's folder.");
        }
        for (var parent = above(file); !parent.equals(root); parent = above(parent)) {
            if (Files.isSymbolicLink(parent)) {
                throw new IOException(
                        "In the environment's folder a link stands in the way of " + path + ".");
            }
        }
        return file;
    }

    /** The text of a content, or empty when it is not UTF-8 text. */
    static Optional<String> text(byte[] content) {
        var text = new String(content, StandardCharsets.UTF_8);
        return text.indexOf('\uFFFD') >= 0 || text.indexOf('\0') >= 0
                ? Optional.empty()
                : Optional.of(text);
    }
}
