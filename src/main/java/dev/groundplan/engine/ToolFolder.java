package dev.groundplan.engine;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A folder that tools may write to, so nothing in it is trusted: no link is followed, not even one
 * that is put there in this very moment (openat(2), folder by folder), and pipes and devices are
 * not opened. The folder itself must be one that no tool can replace.
 */
public record ToolFolder(Path root) {
    private static final Set<OpenOption> READ =
            Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    private static final Set<OpenOption> CREATE =
            Set.of(
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);
    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** The file at a path below the folder; empty when there is no plain file. Close it. */
    public Optional<SeekableByteChannel> open(String path) throws IOException {
        try {
            return Optional.of(at(inside(path), ToolFolder::opened));
        } catch (NoSuchFileException | NotDirectoryException | FileNotFoundException none) {
            return Optional.empty();
        }
    }

    /**
     * The content of a file; empty when there is no plain file at that path.
     *
     * @throws IOException also when it has more bytes than the limit
     */
    public Optional<byte[]> read(String path, int limit) throws IOException {
        var opened = open(path);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (var file = opened.get()) {
            if (file.size() > limit) {
                throw new IOException(path + " is larger than " + limit + " bytes.");
            }
            var content = ByteBuffer.allocate((int) file.size());
            while (content.hasRemaining() && file.read(content) >= 0) {
                // a file that shrinks meanwhile ends early
            }
            return Optional.of(java.util.Arrays.copyOf(content.array(), content.position()));
        }
    }

    /**
     * Writes a file for the worker's user alone, in the place of whatever stands there; its folder
     * must exist.
     */
    public void write(String path, byte[] content) throws IOException {
        at(
                inside(path),
                (folder, name) -> {
                    replace(folder, name, ByteBuffer.wrap(content));
                    return name;
                });
    }

    /** At once: whoever reads meanwhile, or comes after a crash, finds the old one or the new. */
    private static void replace(Parent folder, Path name, ByteBuffer content) throws IOException {
        var begun = Path.of("." + name + ".new");
        folder.delete(begun);
        try (var file = folder.channel(begun, CREATE)) {
            while (content.hasRemaining()) {
                file.write(content);
            }
        }
        folder.move(begun, name);
    }

    private static SeekableByteChannel opened(Parent folder, Path name) throws IOException {
        if (!folder.isFile(name)) {
            throw new NoSuchFileException(name.toString());
        }
        return folder.channel(name, READ);
    }

    private Path inside(String path) throws NoSuchFileException {
        try {
            var file = root.resolve(path).normalize();
            if (file.startsWith(root) && !file.equals(root)) {
                return root.relativize(file);
            }
        } catch (InvalidPathException noName) {
            // nothing has such a name
        }
        throw new NoSuchFileException(path);
    }

    private interface Action<T> {
        T on(Parent folder, Path name) throws IOException;
    }

    /** Walks down to the file's folder, holding on to each folder on the way. */
    private <T> T at(Path path, Action<T> action) throws IOException {
        try (var stream = Files.newDirectoryStream(root)) {
            return stream instanceof SecureDirectoryStream<Path> secure
                    ? walk(secure, path, action)
                    : walkByPath(path, action);
        }
    }

    private static <T> T walk(SecureDirectoryStream<Path> folder, Path path, Action<T> action)
            throws IOException {
        if (path.getNameCount() == 1) {
            return action.on(new Held(folder), path);
        }
        var first = path.getName(0);
        var view =
                folder.getFileAttributeView(
                        first, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (!view.readAttributes().isDirectory()) {
            throw new NotDirectoryException(first.toString());
        }
        try (var next = folder.newDirectoryStream(first, LinkOption.NOFOLLOW_LINKS)) {
            return walk(next, path.subpath(1, path.getNameCount()), action);
        }
    }

    /** Where the system can't hold on to folders: a link is refused if it stood there before. */
    private <T> T walkByPath(Path path, Action<T> action) throws IOException {
        var folder = root;
        for (int i = 0; i < path.getNameCount() - 1; i++) {
            folder = folder.resolve(path.getName(i));
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw new NotDirectoryException(path.toString());
            }
        }
        return action.on(new Named(folder), path.getFileName());
    }

    private interface Parent {
        boolean isFile(Path name) throws IOException;

        SeekableByteChannel channel(Path name, Set<OpenOption> options) throws IOException;

        void delete(Path name) throws IOException;

        /** In the place of what stands there (rename(2)). */
        void move(Path from, Path to) throws IOException;
    }

    private record Held(SecureDirectoryStream<Path> folder) implements Parent {
        @Override
        public boolean isFile(Path name) throws IOException {
            return folder.getFileAttributeView(
                            name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes()
                    .isRegularFile();
        }

        @Override
        public SeekableByteChannel channel(Path name, Set<OpenOption> options) throws IOException {
            return options.equals(CREATE)
                    ? folder.newByteChannel(name, options, PRIVATE)
                    : folder.newByteChannel(name, options);
        }

        @Override
        public void delete(Path name) throws IOException {
            try {
                folder.deleteFile(name);
            } catch (NoSuchFileException free) {
                // the place is free already
            }
        }

        @Override
        public void move(Path from, Path to) throws IOException {
            folder.move(from, folder, to);
        }
    }

    private record Named(Path folder) implements Parent {
        @Override
        public boolean isFile(Path name) {
            return Files.isRegularFile(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
        }

        @Override
        public SeekableByteChannel channel(Path name, Set<OpenOption> options) throws IOException {
            return Files.newByteChannel(folder.resolve(name), options);
        }

        @Override
        public void delete(Path name) throws IOException {
            Files.deleteIfExists(folder.resolve(name));
        }

        @Override
        public void move(Path from, Path to) throws IOException {
            Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
