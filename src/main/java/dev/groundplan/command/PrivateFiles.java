package dev.groundplan.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files for their owner only: folders 0700, files 0600, programs 0700. */
final class PrivateFiles {
    private PrivateFiles() {}

    /** First of all: nobody may look in while it is filled. */
    static void create(Path folder) throws IOException {
        Files.createDirectories(folder);
        restrictOne(folder);
    }

    static void restrict(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            all.forEach(PrivateFiles::restrictOne);
        }
    }

    private static void restrictOne(Path path) {
        try {
            if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                var closed =
                        Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                                        || Files.isExecutable(path)
                                ? "rwx------"
                                : "rw-------";
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(closed));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
