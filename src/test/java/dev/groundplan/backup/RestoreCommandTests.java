package dev.groundplan.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.store.DataDirectory;
import dev.groundplan.store.Digests;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class RestoreCommandTests {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String DATABASE = "db/groundplan.mv.db";
    @TempDir Path folder;
    private Path target;
    private String said = "";

    @BeforeEach
    void choose() {
        target = folder.resolve("target");
    }

    /** It would be as good as "nothing since". */
    @Test
    void takesNoOtherFileForALedger() throws Exception {
        var backup = backup();
        for (var content : new String[] {"", "some notes\n"}) {
            var other = Files.writeString(folder.resolve("other"), content);

            assertThat(restore(backup.toString(), to(), "--ledger=" + other)).isEqualTo(2);

            assertThat(said).contains("is no ledger");
        }
    }

    @Test
    void takesNoLedgerThatAPortalStillWrites() throws Exception {
        var ledger = Files.writeString(folder.resolve("ledger"), "{\"execution\": \"one\"}\n");
        var backup = backup();
        var lock = Files.createFile(folder.resolve("lock"));
        try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            channel.lock();

            assertThat(restore(backup.toString(), to(), "--ledger=" + ledger)).isEqualTo(2);
        }
        assertThat(said).contains("A portal works with " + ledger);
    }

    @Test
    void putsTheDatabaseAndTheFilesBackAndLeavesWordForTheStart() throws Exception {
        var ledger =
                Files.writeString(
                        folder.resolve("ledger"),
                        "{\"execution\": \"one\"}\n{\"execution\": \"two\"}\n");
        var backup = backup();

        assertThat(restore(backup.toString(), to(), "--ledger=" + ledger)).isZero();

        assertThat(said).contains("2026-11-28T02:00:00Z").contains("key1");
        assertThat(target.resolve("environments/a/index.html")).hasContent("hello");
        try (var database = new DatabaseFile(target.resolve(DATABASE)).open("");
                var statement = database.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                select r.all_need_recovery, l.line from restored r
                                join restored_ledger l on l.restored_id = r.id order by l.seq""")) {
            rows.next();
            assertThat(rows.getBoolean(1)).isFalse();
            assertThat(rows.getString(2)).isEqualTo("{\"execution\": \"one\"}");
        }
        assertThat(entries()).containsOnly("db", "environments", "host-id", "lock");
    }

    @Test
    void wantsToKnowWhatIsKnownOfTheTimeAfterTheBackup() throws Exception {
        assertThat(restore(backup().toString(), to())).isEqualTo(2);

        assertThat(said)
                .contains("--all-need-recovery")
                .contains("--ledger")
                .contains("--nothing-since");
        assertThat(target).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--nonsense", "--spring.datasource.url=jdbc:postgresql://db/x"})
    void refusesArgumentsThatItDoesNotUnderstand(String argument) throws Exception {
        assertThat(restore(backup().toString(), to(), "--nothing-since", argument)).isEqualTo(2);
    }

    @Test
    void refusesADirectoryWithADatabase() throws Exception {
        Files.createDirectories(target.resolve("db"));

        refuses(backup(), "data directory in use");
    }

    @Test
    void refusesADirectoryThatAPortalUses() throws Exception {
        var running = DataDirectory.open(target);
        try {
            refuses(backup(), "Another Groundplan already uses the data directory");
        } finally {
            running.destroy();
        }
    }

    @Test
    void refusesABackupOfANewerVersion() throws Exception {
        var manifest = manifest(Map.of(DATABASE, "x"), 999);

        refuses(zip(Map.of(DATABASE, "x"), manifest), "newer version");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "environments/../../escaped",
                "environments/a/../../../escaped",
                "/escaped",
                "../escaped",
                "environments/..\\..\\escaped",
                "environments//escaped",
                "environments/./escaped",
                "master.key",
                "host-id",
                "db/other.mv.db",
                "environments/a\nb",
                "environments/"
            })
    void refusesNamesThatNoBackupHas(String name) throws Exception {
        var files = Map.of(DATABASE, "x", name, "escaped");

        refuses(zip(files, manifest(files, 13)), "that no backup holds");

        assertThat(folder.resolve("escaped")).doesNotExist();
    }

    @Test
    void refusesWhatTheManifestDoesNotName() throws Exception {
        var manifest = manifest(Map.of(DATABASE, "x"), 13);

        refuses(zip(Map.of(DATABASE, "x", "environments/more", "y"), manifest), "no backup holds");
    }

    @Test
    void refusesWhatIsMissing() throws Exception {
        var manifest = manifest(Map.of(DATABASE, "x", "environments/more", "y"), 13);

        refuses(zip(Map.of(DATABASE, "x"), manifest), "missing");
    }

    @Test
    void refusesChangedContent() throws Exception {
        var manifest = manifest(Map.of(DATABASE, "x", "environments/a", "before"), 13);

        refuses(zip(Map.of(DATABASE, "x", "environments/a", "behind"), manifest), "damaged");
    }

    @Test
    void cutsABombOffAtTheSizeThatItGave() throws Exception {
        var manifest = manifest(Map.of(DATABASE, "x"), 13);

        refuses(zip(Map.of(DATABASE, "0".repeat(50_000_000)), manifest), "has not the size");
    }

    @Test
    void refusesMoreThanThereIsRoomFor() throws Exception {
        var manifest =
                "{\"format\":1,\"at\":\"2026-11-28T02:00:00Z\",\"portal\":\"1\",\"schema\":13,\"keys\":[],\"skipped\":0,"
                        + "\"files\":{\"db/groundplan.mv.db\":{\"size\":9000000000000000,\"digest\":\"\"}}}";

        refuses(zip(Map.of(DATABASE, "x"), manifest), "not free");
    }

    @Test
    void refusesADatabaseThatIsNone() throws Exception {
        var files = Map.of(DATABASE, "no database");

        refuses(zip(files, manifest(files, 13)), "failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"format\":2,\"files\":{}}", "{\"format\":1}", "null"})
    void refusesAManifestThatItCantRead(String manifest) throws Exception {
        refuses(zip(Map.of(DATABASE, "x"), manifest), "backup");
    }

    @Test
    void refusesAnotherFile() throws Exception {
        refuses(Files.writeString(folder.resolve("text"), "no zip"), "no backup");
    }

    private void refuses(Path backup, String why) throws Exception {
        assertThat(restore(backup.toString(), to(), "--nothing-since")).as(said).isEqualTo(1);
        assertThat(said).contains(why);
        assertThat(target.resolve(DATABASE)).doesNotExist();
        assertThat(target.resolve("environments")).doesNotExist();
        assertThat(entries()).noneMatch(name -> name.startsWith("restoring-"));
    }

    private List<String> entries() throws Exception {
        if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (var found = Files.list(target)) {
            return found.map(path -> path.getFileName().toString()).toList();
        }
    }

    private String to() {
        return "--groundplan.data=" + target;
    }

    private int restore(String... arguments) {
        var out = new ByteArrayOutputStream();
        int code = Restore.run(List.of(arguments), new PrintStream(out, true));
        said = out.toString(StandardCharsets.UTF_8);
        return code;
    }

    private Path backup() throws Exception {
        try (var portal = new SmallPortal(folder.resolve("data"))) {
            portal.writeEnvironmentFile("a/index.html", "hello");
            var made = portal.backups().make(null);
            return folder.resolve("data/backups").resolve(made.name());
        }
    }

    private static String manifest(Map<String, String> files, int schema) {
        var contents = new LinkedHashMap<String, Manifest.Content>();
        files.forEach(
                (name, text) ->
                        contents.put(name, new Manifest.Content(text.length(), Digests.of(text))));
        return JSON.writeValueAsString(
                new Manifest(
                        1,
                        Instant.parse("2026-11-28T02:00:00Z"),
                        "1",
                        schema,
                        List.of(),
                        0,
                        contents));
    }

    private Path zip(Map<String, String> files, String manifest) throws Exception {
        var file = folder.resolve("hostile.zip");
        var names = new ArrayList<>(files.keySet());
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var name : names) {
                zip.putNextEntry(new ZipEntry(name));
                var bytes = files.get(name).getBytes(StandardCharsets.UTF_8);
                new ByteArrayInputStream(bytes).transferTo(zip);
                zip.closeEntry();
            }
            zip.putNextEntry(new ZipEntry(Manifest.NAME));
            zip.write(manifest.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return file;
    }
}
