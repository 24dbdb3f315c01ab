package dev.groundplan.backup;

import dev.groundplan.identity.PersonId;
import dev.groundplan.store.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** The backups of the embedded database: makes them, lists them, and drops the oldest. */
@Service
public class Backups {
    private static final Logger log = LoggerFactory.getLogger(Backups.class);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final Pattern NAME = Pattern.compile("groundplan-(\\d{8}-\\d{6})\\.zip");
    private final Snapshot snapshot;
    private final BackupProperties properties;
    private final DataDirectory data;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;
    private final String database;
    private final ReentrantLock making = new ReentrantLock();
    private volatile @Nullable String lastFailure;

    Backups(
            Snapshot snapshot,
            BackupProperties properties,
            DataDirectory data,
            ApplicationEventPublisher publisher,
            Clock clock,
            @Value("${spring.datasource.url}") String database) {
        this.snapshot = snapshot;
        this.properties = properties;
        this.data = data;
        this.publisher = publisher;
        this.clock = clock;
        this.database = database;
    }

    /** Why the portal can't back up its database by itself; empty when it can. */
    public Optional<String> refusal() {
        if (database.startsWith("jdbc:h2:") && !database.startsWith("jdbc:h2:mem:")) {
            return Optional.empty();
        }
        return Optional.of(
                database.startsWith("jdbc:postgresql:")
                        ? "This portal's database is PostgreSQL: back it up with pg_dump -Fc, and copy environments/ of the data directory."
                        : "This portal's database is not a file, so there is nothing to back up.");
    }

    /** What went wrong with the last one; null when nothing did. */
    public @Nullable String lastFailure() {
        return lastFailure;
    }

    public Path folder() {
        var folder = properties.folder();
        return folder == null ? data.root().resolve("backups") : folder;
    }

    /** Newest first. */
    public List<Backup> all() {
        if (Files.notExists(folder())) {
            return List.of();
        }
        try (var files = Files.list(folder())) {
            return files.filter(file -> NAME.matcher(name(file)).matches())
                    .map(Backups::backup)
                    .sorted(Comparator.comparing(Backup::at).reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of the backups can't be read.", e);
        }
    }

    private static Backup backup(Path file) {
        return new Backup(name(file), madeAt(name(file)), file.toFile().length());
    }

    private static Instant madeAt(String name) {
        var matcher = NAME.matcher(name);
        return matcher.matches()
                ? LocalDateTime.parse(matcher.group(1), STAMP).toInstant(ZoneOffset.UTC)
                : Instant.EPOCH;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /**
     * Makes one now, while everything goes on.
     *
     * @param by null when the portal does it by itself
     * @throws BackupRefusedException where the portal can't, or does already
     * @throws BackupFailedException when it came to nothing
     */
    public Backup make(@Nullable PersonId by) {
        refusal().ifPresent(Backups::refuse);
        if (!making.tryLock()) {
            refuse("A backup is being made already.");
        }
        try {
            var made = write();
            lastFailure = null;
            publisher.publishEvent(new BackupMade(by, made));
            log.info("Backup {} is made: {} bytes.", made.name(), made.size());
            dropOldest();
            return made;
        } catch (BackupRefusedException e) {
            throw e; // nothing failed
        } catch (IOException | SQLException | RuntimeException e) {
            lastFailure = String.valueOf(e.getMessage());
            log.error("The backup failed.", e);
            throw new BackupFailedException("The backup failed.", e);
        } finally {
            making.unlock();
        }
    }

    private static void refuse(String why) {
        throw new BackupRefusedException(why);
    }

    private Backup write() throws IOException, SQLException {
        var file = folder().resolve("groundplan-" + STAMP.format(clock.instant()) + ".zip");
        Files.createDirectories(folder());
        if (Files.exists(file)) {
            refuse("A backup was made this very second.");
        }
        snapshot.make(file);
        return backup(file);
    }

    private void dropOldest() throws IOException {
        for (var old : all().stream().skip(properties.keep()).toList()) {
            Files.deleteIfExists(folder().resolve(old.name()));
        }
    }

    /** Makes the next one when the newest is too old; only into a folder that was given. */
    void makeWhenDue() {
        var due = clock.instant().minus(properties.every());
        if (properties.folder() != null
                && refusal().isEmpty()
                && all().stream().noneMatch(backup -> backup.at().isAfter(due))) {
            make(null);
        }
    }
}
