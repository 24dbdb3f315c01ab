package dev.groundplan.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class BackupsTests {
    @TempDir Path folder;
    private SmallPortal portal;

    @BeforeEach
    void open() {
        portal = new SmallPortal(folder.resolve("data"));
    }

    @AfterEach
    void close() throws Exception {
        portal.close();
    }

    @Test
    void holdsTheDatabaseTheEnvironmentsAndAManifestWithoutTheKey() throws Exception {
        portal.writeEnvironmentFile("a/site/index.html", "hello");
        Files.createSymbolicLink(folder.resolve("data/environments/a/out"), Path.of("/etc/passwd"));
        Files.writeString(folder.resolve("data/master.key"), "key1:secret");

        var made = portal.backups().make(null);

        var file = folder.resolve("data/backups").resolve(made.name());
        try (var archive = new ArchiveReader(file, JsonMapper.builder().build())) {
            var manifest = archive.manifest();
            assertThat(manifest.at()).isEqualTo(Instant.parse("2026-11-28T02:00:00Z"));
            assertThat(manifest.keys()).containsExactly("key1");
            assertThat(manifest.schema()).isGreaterThanOrEqualTo(13);
            assertThat(manifest.skipped()).as("the link").isEqualTo(1);
            assertThat(manifest.files().keySet())
                    .containsExactlyInAnyOrder(
                            "db/groundplan.mv.db", "environments/a/site/index.html");
        }
        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(portal.events).containsExactly(new BackupMade(null, made));
        try (var left = Files.list(folder.resolve("data/backup-work"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void keepsTheNewestAsManyAsItIsTold() {
        var backups = portal.backups();
        for (int i = 0; i < 5; i++) {
            backups.make(null);
            portal.passes(Duration.ofHours(1));
        }

        assertThat(backups.all())
                .extracting(Backup::name)
                .containsExactly(
                        "groundplan-20261128-060000.zip",
                        "groundplan-20261128-050000.zip",
                        "groundplan-20261128-040000.zip");
    }

    @Test
    void makesTheNextByItselfWhenTheNewestIsTooOld() {
        var elsewhere = folder.resolve("elsewhere");
        var backups =
                portal.backups(
                        new BackupProperties(elsewhere, Duration.ofHours(24), 7),
                        SmallPortal.url(folder));

        backups.makeWhenDue();
        portal.passes(Duration.ofHours(23));
        backups.makeWhenDue();
        assertThat(backups.all()).hasSize(1);

        portal.passes(Duration.ofHours(2));
        backups.makeWhenDue();
        assertThat(backups.all()).hasSize(2);
    }

    @Test
    void makesNoneByItselfWithoutAFolder() {
        portal.backups().makeWhenDue();

        assertThat(portal.backups().all()).isEmpty();
    }

    @Test
    void saysWhatFailedAndLeavesNothingBehind() throws Exception {
        var backups = portal.backups();
        portal.jdbc.sql("drop table key_check").update();

        assertThatThrownBy(() -> backups.make(null)).isInstanceOf(BackupFailedException.class);

        assertThat(backups.lastFailure()).contains("key_check");
        assertThat(backups.all()).isEmpty();
        try (var left = Files.list(folder.resolve("data/backups"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void refusesASecondOneInTheSameSecondWithoutAFailure() {
        var backups = portal.backups();
        backups.make(null);

        assertThatThrownBy(() -> backups.make(null)).isInstanceOf(BackupRefusedException.class);
        assertThat(backups.lastFailure()).isNull();
    }

    @Test
    void sendsPeopleToPgDumpOnPostgreSql() {
        var backups =
                portal.backups(
                        new BackupProperties(null, Duration.ofHours(24), 7),
                        "jdbc:postgresql://db/groundplan");

        assertThatThrownBy(() -> backups.make(null))
                .isInstanceOf(BackupRefusedException.class)
                .hasMessageContaining("pg_dump -Fc");
    }
}
