package dev.groundplan.engine.tool;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Predicate;

/** SHA-256 of files and folders, in hex. */
public final class Digests {
    private Digests() {}

    public static String ofFile(Path file) throws IOException {
        var digest = sha256();
        feed(file, digest);
        return hex(digest);
    }

    /** Of names and contents; independent of dates, owners and the order on disk. */
    public static String ofFolder(Path folder, Predicate<Path> counts, String... more)
            throws IOException {
        var digest = sha256();
        try (var files = Files.walk(folder)) {
            var sorted =
                    files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                            .filter(counts)
                            .sorted()
                            .toList();
            for (var file : sorted) {
                text(digest, folder.relativize(file).toString());
                text(digest, ofFile(file));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (var each : more) {
            text(digest, each);
        }
        return hex(digest);
    }

    private static void feed(Path file, MessageDigest digest) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                var out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            in.transferTo(out);
        }
    }

    private static void text(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
