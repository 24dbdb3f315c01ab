package dev.groundplan.backup;

import dev.groundplan.backup.Manifest.Content;
import dev.groundplan.store.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.json.JsonMapper;

/** Writes a backup's zip; remembers what it wrote for the manifest. */
final class Archive implements AutoCloseable {
    private final ZipOutputStream zip;
    private final JsonMapper json;
    private final Map<String, Content> files = new LinkedHashMap<>();
    private int skipped;

    Archive(OutputStream out, JsonMapper json) {
        this.zip = new ZipOutputStream(out);
        this.json = json;
    }

    Map<String, Content> files() {
        return files;
    }

    int skipped() {
        return skipped;
    }

    /**
     * Files of running tools may change or go away meanwhile: they are taken as they are. What a
     * tool has locked away is left out, and counted: one environment must not stop the backup.
     */
    void addFolder(Path folder, String prefix) throws IOException {
        for (var path : inside(folder)) {
            var name = prefix + path.getFileName();
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                addFolder(path, name + "/");
            } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                    && ArchiveNames.isPlain(name)) {
                addIfThere(path, name);
            } else {
                skipped++;
            }
        }
    }

    private List<Path> inside(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        var paths = new ArrayList<Path>();
        try (var found = Files.newDirectoryStream(folder)) {
            found.forEach(paths::add);
        } catch (NoSuchFileException | NotDirectoryException | AccessDeniedException notThere) {
            skipped++;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return paths;
    }

    private void addIfThere(Path path, String name) throws IOException {
        try (var in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            add(name, in);
        } catch (NoSuchFileException | AccessDeniedException notThere) {
            skipped++;
        }
    }

    void add(String name, InputStream content) throws IOException {
        var in = new DigestInputStream(content, Digests.sha256());
        zip.putNextEntry(new ZipEntry(name));
        long size = in.transferTo(zip);
        zip.closeEntry();
        var digest = "sha256:" + HexFormat.of().formatHex(in.getMessageDigest().digest());
        files.put(name, new Content(size, digest));
    }

    void finish(Manifest manifest) throws IOException {
        zip.putNextEntry(new ZipEntry(Manifest.NAME));
        zip.write(json.writeValueAsBytes(manifest));
        zip.closeEntry();
        zip.finish();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
