package dev.groundplan.backup;

import static java.util.Objects.requireNonNull;

import dev.groundplan.store.DataDirectory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.zip.ZipException;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * The command "restore": puts a backup where no database is, and leaves word for the first start.
 * It works without a portal, so that nothing moves meanwhile.
 */
public final class Restore {
    /** For {@code --help}. */
    public static final String USAGE = RestoreOptions.USAGE;

    private final RestoreOptions options;
    private final PrintStream out;

    private Restore(RestoreOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /**
     * @return 0, 1 when it failed, 2 when the arguments can't be taken
     */
    public static int run(List<String> arguments, PrintStream out) {
        try {
            var restore = new Restore(RestoreOptions.parse(arguments), out);
            if (restore.options.url() == null) {
                restore.unpackBackup();
            } else {
                restore.markServer(restore.options.url());
            }
            return 0;
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            out.print(USAGE);
            return 2;
        } catch (ZipException e) {
            out.println("This is no backup: " + e.getMessage());
            return 1;
        } catch (BackupFailedException | IllegalStateException e) {
            out.println(e.getMessage());
            return 1;
        } catch (IOException | SQLException e) {
            out.println("The restore failed: " + e.getMessage());
            return 1;
        }
    }

    private void unpackBackup() throws IOException, SQLException {
        var root = requireNonNull(options.data()).toAbsolutePath().normalize();
        refuseUsed(root);
        try (var archive =
                new ArchiveReader(requireNonNull(options.backup()), JsonMapper.builder().build())) {
            refuseNewer(archive.manifest().schema());
            var data = DataDirectory.open(root);
            try {
                refuseUsed(root);
                unpack(archive, root);
            } finally {
                data.destroy();
            }
            sayWhatIsNext(archive.manifest(), root);
        }
    }

    private static void refuseUsed(Path root) {
        for (var name : List.of("db", "environments", "executions")) {
            if (Files.exists(root.resolve(name))) {
                throw new BackupFailedException(
                        "%s is a data directory in use: it has %s in it. Nothing was changed; give an empty one."
                                .formatted(root, name));
            }
        }
    }

    private static void refuseNewer(int schema) throws IOException {
        int newest = 0;
        for (var file :
                new PathMatchingResourcePatternResolver()
                        .getResources("classpath*:db/migration/V*.sql")) {
            var name = requireNonNull(file.getFilename());
            newest = Math.max(newest, Integer.parseInt(name.substring(1, name.indexOf("__"))));
        }
        if (schema > newest) {
            throw new BackupFailedException(
                    "The backup was made by a newer version of Groundplan. Restore it with that one.");
        }
    }

    private void unpack(ArchiveReader archive, Path root) throws IOException, SQLException {
        var manifest = archive.manifest();
        if (Files.getFileStore(root).getUsableSpace() < manifest.size()) {
            throw new BackupFailedException(
                    "The backup needs %d MB, which are not free there."
                            .formatted(manifest.size() >> 20));
        }
        var work = Files.createTempDirectory(root, "restoring-");
        try {
            archive.unpack(work);
            prepare(work.resolve(Manifest.DATABASE), manifest);
            var environments = work.resolve("environments");
            if (Files.exists(environments)) {
                Files.move(environments, root.resolve("environments"));
            }
            Files.move(work.resolve("db"), root.resolve("db"));
            sync(root);
        } finally {
            FileSystemUtils.deleteRecursively(work);
        }
    }

    private void prepare(Path database, Manifest manifest) throws IOException, SQLException {
        var file = new DatabaseFile(database);
        if (file.facts().schema() != manifest.schema()) {
            throw new BackupFailedException("The backup's database is not what its manifest says.");
        }
        try (var connection = file.open("")) {
            RestoreMark.put(connection, manifest.at(), options);
        }
        sync(database);
    }

    private static void sync(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private void sayWhatIsNext(Manifest manifest, Path root) {
        out.println("The backup of %s lies in %s now.".formatted(manifest.at(), root));
        out.println(
                "Before you start the portal, put the file with the master key %s at %s, or name it with groundplan.key-file."
                        .formatted(String.join(", ", manifest.keys()), root.resolve("master.key")));
        sayWhatNeedsRecovery();
    }

    private void sayWhatNeedsRecovery() {
        if (options.allNeedRecovery()) {
            out.println("At its first start every live environment becomes \"Needs recovery\".");
        } else if (!options.ledgers().isEmpty()) {
            out.println(
                    "At its first start the environments become \"Needs recovery\" whose ledger is newer.");
        }
    }

    /** PostgreSQL has its own tools; only what a restore means for runs is ours. */
    private void markServer(String url) throws IOException, SQLException {
        var password = System.getenv("SPRING_DATASOURCE_PASSWORD");
        try (var connection =
                DriverManager.getConnection(
                        url, options.username(), password == null ? "" : password)) {
            try (var statement = connection.createStatement();
                    var others =
                            statement.executeQuery(
                                    """
                                    select count(*) from pg_stat_activity where datname = current_database()
                                        and pid <> pg_backend_pid() and backend_type = 'client backend'""")) {
                others.next();
                if (others.getInt(1) > 0) {
                    throw new BackupFailedException(
                            "Somebody else is connected to this database. Stop every node first; nothing was changed.");
                }
            }
            refuseNewer(DatabaseFile.facts(connection).schema());
            RestoreMark.put(connection, null, options);
        }
        out.println("The database is marked as restored.");
        sayWhatNeedsRecovery();
    }
}
