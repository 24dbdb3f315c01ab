package dev.groundplan.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The portal's directory on this host. One process at a time; its host id names the host in the
 * database.
 */
@Component
public class DataDirectory implements DisposableBean {
    private final Path root;
    private final UUID hostId;
    private final FileChannel lockFile;
    private final FileLock lock;

    DataDirectory(@Value("${groundplan.data}") Path root) {
        try {
            this.root = Files.createDirectories(root.toAbsolutePath().normalize());
            restrict(this.root);
            this.lockFile =
                    FileChannel.open(
                            this.root.resolve("lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            this.lock = lock();
            this.hostId = readOrCreateHostId();
        } catch (IOException e) {
            throw new UncheckedIOException("The data directory " + root + " can't be used.", e);
        }
    }

    /**
     * For a command that works on a data directory without a portal; to be closed with {@link
     * #destroy}.
     *
     * @throws IllegalStateException when a portal uses it
     */
    public static DataDirectory open(Path root) {
        return new DataDirectory(root);
    }

    /**
     * A directory below the data directory, created when missing, readable by the portal's user
     * only.
     */
    public Path directory(String name) {
        try {
            var directory = Files.createDirectories(root.resolve(name));
            restrict(directory);
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stays the same over restarts of this host's portal. */
    public UUID hostId() {
        return hostId;
    }

    public Path root() {
        return root;
    }

    @Override
    public void destroy() throws IOException {
        lock.release();
        lockFile.close();
    }

    private FileLock lock() throws IOException {
        @Nullable FileLock taken = null;
        try {
            taken = lockFile.tryLock();
        } catch (OverlappingFileLockException e) {
            // Held by this very JVM: the same refusal as for another process.
        }
        if (taken == null) {
            throw new IllegalStateException(
                    "Another Groundplan already uses the data directory "
                            + root
                            + ". Stop it, or give this one its own with groundplan.data.");
        }
        return taken;
    }

    private UUID readOrCreateHostId() throws IOException {
        var file = root.resolve("host-id");
        if (!Files.exists(file)) {
            Files.writeString(file, UUID.randomUUID().toString());
        }
        return UUID.fromString(Files.readString(file).strip());
    }

    private static void restrict(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
