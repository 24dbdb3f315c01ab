package dev.groundplan.backup;

import dev.groundplan.store.DataDirectory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Clock;
import java.util.zip.ZipFile;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes one backup: H2's own online copy of the database first, then the environments' folders, so
 * that what the copy does not know of a folder is an apply that the ledger knows. It counts once it
 * was opened, read back and is on the disk.
 */
@Component
class Snapshot {
    private final JdbcClient jdbc;
    private final DataDirectory data;
    private final JsonMapper json;
    private final Clock clock;
    private final String version;

    Snapshot(
            JdbcClient jdbc,
            DataDirectory data,
            JsonMapper json,
            Clock clock,
            ObjectProvider<BuildProperties> build) {
        this.jdbc = jdbc;
        this.data = data;
        this.json = json;
        this.clock = clock;
        var known = build.getIfAvailable();
        this.version = known == null ? "unknown" : String.valueOf(known.getVersion());
    }

    /**
     * @param target the backup's file, which does not exist yet
     */
    void make(Path target) throws IOException, SQLException {
        var at = clock.instant();
        var work = Files.createTempDirectory(data.directory("backup-work"), "backup-");
        var unfinished = target.resolveSibling(target.getFileName() + ".unfinished");
        try {
            var database = copyDatabase(work);
            var facts = new DatabaseFile(database).facts();
            Files.deleteIfExists(unfinished);
            try (var archive = new Archive(privateFile(unfinished), json)) {
                try (var in = Files.newInputStream(database)) {
                    archive.add(Manifest.DATABASE, in);
                }
                archive.addFolder(data.root().resolve("environments"), Manifest.ENVIRONMENTS);
                archive.finish(
                        new Manifest(
                                Manifest.FORMAT,
                                at,
                                version,
                                facts.schema(),
                                facts.keys(),
                                archive.skipped(),
                                archive.files()));
            }
            sync(unfinished);
            try (var written = new ArchiveReader(unfinished, json)) {
                written.verify();
            }
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            sync(target.toAbsolutePath().resolveSibling("."));
        } finally {
            Files.deleteIfExists(unfinished);
            FileSystemUtils.deleteRecursively(work);
        }
    }

    /** Consistent, while others write: {@code BACKUP TO} holds nobody up. */
    private Path copyDatabase(Path work) throws IOException {
        var zipped = work.resolve("h2.zip");
        jdbc.sql("backup to '" + zipped.toString().replace("'", "''") + "'").update();
        var database = work.resolve("groundplan.mv.db");
        try (var zip = new ZipFile(zipped.toFile())) {
            var entry =
                    zip.stream()
                            .filter(each -> each.getName().endsWith(".mv.db"))
                            .findFirst()
                            .orElseThrow(() -> new IOException("H2 copied no database."));
            try (var in = zip.getInputStream(entry)) {
                Files.copy(in, database);
            }
        }
        Files.delete(zipped);
        return database;
    }

    /** It holds what the database holds, so only the portal's user may read it. */
    private static OutputStream privateFile(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            var mode = PosixFilePermissions.fromString("rw-------");
            Files.createFile(file, PosixFilePermissions.asFileAttribute(mode));
        }
        return Files.newOutputStream(file);
    }

    private static void sync(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
