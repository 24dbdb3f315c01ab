package dev.groundplan.backup;

import dev.groundplan.backup.Manifest.Content;
import dev.groundplan.store.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a backup's zip as if a stranger had made it: only the names that a backup has, no more and
 * no less than the manifest says, and to the byte what it says. Never makes a link.
 */
final class ArchiveReader implements AutoCloseable {
    private static final int LARGEST_MANIFEST = 64 << 20;
    private final ZipFile zip;
    private final Manifest manifest;

    /**
     * @throws BackupFailedException when this is no backup, or one that was changed
     */
    ArchiveReader(Path file, JsonMapper json) throws IOException {
        this.zip = new ZipFile(file.toFile());
        try {
            this.manifest = readManifest(json);
            refuseOtherEntries();
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    Manifest manifest() {
        return manifest;
    }

    private Manifest readManifest(JsonMapper json) throws IOException {
        var entry = zip.getEntry(Manifest.NAME);
        if (entry == null) {
            throw new BackupFailedException("This is no backup of Groundplan: it has no manifest.");
        }
        try (var in = zip.getInputStream(entry)) {
            var bytes = in.readNBytes(LARGEST_MANIFEST + 1);
            if (bytes.length > LARGEST_MANIFEST) {
                throw new BackupFailedException("The backup's manifest is too large.");
            }
            return checked(json.readValue(bytes, Manifest.class));
        } catch (JacksonException e) {
            throw new BackupFailedException("The backup's manifest can't be read.");
        }
    }

    private static Manifest checked(@Nullable Manifest manifest) {
        if (manifest == null) {
            throw new BackupFailedException("The backup's manifest can't be read.");
        }
        if (manifest.format() != Manifest.FORMAT) {
            throw new BackupFailedException(
                    "The backup has format %d; this portal reads format %d."
                            .formatted(manifest.format(), Manifest.FORMAT));
        }
        if (!manifest.files().containsKey(Manifest.DATABASE)) {
            throw new BackupFailedException("The backup has no database in it.");
        }
        for (var file : manifest.files().entrySet()) {
            if (!ArchiveNames.belongs(file.getKey()) || file.getValue().size() < 0) {
                throw foreign(file.getKey());
            }
        }
        return manifest;
    }

    private void refuseOtherEntries() {
        var seen = new HashSet<String>();
        for (var entries = zip.entries(); entries.hasMoreElements(); ) {
            var name = entries.nextElement().getName();
            var known = name.equals(Manifest.NAME) || manifest.files().containsKey(name);
            if (!known || !seen.add(name)) {
                throw foreign(name);
            }
        }
        if (seen.size() != manifest.files().size() + 1) {
            throw new BackupFailedException("Files are missing in the backup.");
        }
    }

    private static BackupFailedException foreign(String name) {
        return new BackupFailedException(
                "The backup holds something that no backup holds: \"%s\"."
                        .formatted(name.replaceAll("\\p{Cntrl}", "?")));
    }

    /** Compares every byte with the manifest, and keeps none. */
    void verify() throws IOException {
        for (var name : manifest.files().keySet()) {
            copy(name, OutputStream.nullOutputStream());
        }
    }

    /**
     * @param target an empty directory
     */
    void unpack(Path target) throws IOException {
        for (var name : manifest.files().keySet()) {
            var file = target.resolve(name).normalize();
            if (!file.startsWith(target)) {
                throw foreign(name);
            }
            Files.createDirectories(file.getParent());
            try (var out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
                copy(name, out);
            }
        }
    }

    private void copy(String name, OutputStream out) throws IOException {
        var said = manifest.files().get(name);
        ZipEntry entry = zip.getEntry(name);
        if (said == null || entry == null) {
            throw foreign(name);
        }
        try (var in = new DigestInputStream(zip.getInputStream(entry), Digests.sha256())) {
            copyAtMost(in, out, name, said);
            var digest = "sha256:" + HexFormat.of().formatHex(in.getMessageDigest().digest());
            if (!digest.equals(said.digest())) {
                throw new BackupFailedException("The backup is damaged: \"" + name + "\".");
            }
        }
    }

    /** A bomb is cut off at the size that the manifest gives, for which there is room. */
    private static void copyAtMost(InputStream in, OutputStream out, String name, Content said)
            throws IOException {
        var buffer = new byte[64 * 1024];
        long left = said.size();
        for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
            left -= read;
            if (left < 0) {
                break;
            }
            out.write(buffer, 0, read);
        }
        if (left != 0) {
            throw new BackupFailedException(
                    "\"%s\" in the backup has not the size that its manifest gives."
                            .formatted(name));
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
