package dev.groundplan.catalog.snapshot;

import dev.groundplan.catalog.snapshot.TemplateFiles.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes a template's files below an empty folder: new files only, never through a link. */
public final class Unpacker {
    private Unpacker() {}

    /**
     * @param target is created when missing
     * @throws IOException when the target holds anything, or can't be written
     */
    public static void unpack(TemplateFiles template, Path target) throws IOException {
        Files.createDirectories(target);
        requireEmpty(target);
        for (var file : template.files().entrySet()) {
            write(target, file.getKey(), file.getValue());
        }
    }

    private static void requireEmpty(Path target) throws IOException {
        try (var entries = Files.newDirectoryStream(target)) {
            if (entries.iterator().hasNext()) {
                throw new IOException("A template is only unpacked to an empty folder: " + target);
            }
        }
    }

    private static void write(Path target, String path, Content content) throws IOException {
        if (PathRule.refusal(path).isPresent()) {
            throw new DamagedSnapshotException(
                    "The path '" + path + "' is refused: it can leave the folder.");
        }
        var file = target.resolve(path);
        Files.createDirectories(file.getParent());
        var fresh =
                Set.of(
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE_NEW,
                        LinkOption.NOFOLLOW_LINKS);
        try (var channel = Files.newByteChannel(file, fresh)) {
            channel.write(ByteBuffer.wrap(content.bytes()));
        }
        if (content.executable() && Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
