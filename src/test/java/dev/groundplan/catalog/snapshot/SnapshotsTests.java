package dev.groundplan.catalog.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.groundplan.catalog.snapshot.TemplateFiles.Content;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotsTests {
    @TempDir Path temp;

    @Test
    void unpacksWhatWasPacked() throws IOException {
        var files = files("a/b/main.tf", "x", "run.sh", "#!/bin/sh\n");
        files.files()
                .put("run.sh", new Content("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8), true));

        Unpacker.unpack(Snapshots.open(Snapshots.pack(files)), temp.resolve("out"));

        var read = FolderReader.read(temp.resolve("out"));
        assertThat(read.problems()).isEmpty();
        assertThat(read.files().digest()).isEqualTo(files.digest());
        assertThat(Files.isExecutable(temp.resolve("out/run.sh"))).isTrue();
    }

    @Test
    void packsTheSameFilesToTheSameBytes() {
        assertThat(Snapshots.pack(files("a", "1", "b", "2")))
                .isEqualTo(Snapshots.pack(files("b", "2", "a", "1")));
    }

    @Test
    void hasADigestThatNoOtherFilesShare() {
        var digest = files("ab", "c").digest();

        assertThat(digest).matches("sha256:[0-9a-f]{64}");
        assertThat(files("a", "bc").digest()).isNotEqualTo(digest);
        assertThat(files("ab", "c", "d", "").digest()).isNotEqualTo(digest);
        var executable = files("ab", "c");
        executable.files().put("ab", new Content(new byte[] {'c'}, true));
        assertThat(executable.digest()).isNotEqualTo(digest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil",
                "a/../../evil",
                "..",
                ".",
                "./a",
                "a/./b",
                "a//b",
                "/etc/passwd",
                "//server/share",
                "a/",
                "",
                "..\\evil",
                "a\\..\\..\\evil",
                "\\evil",
                "\\\\server\\share\\evil",
                "C:\\evil",
                "C:evil",
                "c:/evil",
                "a/C:/evil",
                "a:stream",
                "file:///etc/passwd",
                "evil\0.txt",
                "evil\n",
                "a\r/b",
                "\u001b[2J",
                "a\u202Efdp.exe",
                "a\u200Bb",
                "con",
                "CON",
                "aux.txt",
                "a/NUL",
                "nul.tar.gz",
                "com1",
                "LPT9.log",
                "COM¹",
                "CONIN$",
                "a/prn/b",
                "evil.",
                "evil ",
                " evil",
                "a/ .. /b",
                "a/..  /b",
                "...",
                "a*b",
                "a?b",
                "a<b",
                "a|b",
                "a\"b",
                "\uD800"
            })
    void refusesPathsThatLeaveOrCantBeStoredEverywhere(String path) throws IOException {
        assertThatExceptionOfType(DamagedSnapshotException.class)
                .isThrownBy(() -> Snapshots.open(packed(1, path, 1)));
        var files = new TreeMap<String, Content>();
        files.put(path, new Content(new byte[1], false));
        assertThatExceptionOfType(DamagedSnapshotException.class)
                .isThrownBy(() -> Unpacker.unpack(new TemplateFiles(files), temp.resolve("out")))
                .withMessageContaining("refused");
        assertThat(temp.resolve("out")).isEmptyDirectory();
        assertThat(temp).isDirectoryNotContaining(file -> !file.endsWith("out"));
    }

    @Test
    void refusesPathsThatAreTooLongOrTooDeep() {
        assertThat(PathRule.refusal("a".repeat(240))).isEmpty();
        assertThat(PathRule.refusal("a".repeat(241))).isPresent();
        assertThat(PathRule.refusal("a/".repeat(19) + "a")).isEmpty();
        assertThat(PathRule.refusal("a/".repeat(20) + "a")).isPresent();
    }

    @Test
    void stopsABombWhileItInflates() throws IOException {
        var manyFiles = packed(100_000, "f", 0);
        var oneLargeFile = packed(1, "f", Integer.MAX_VALUE);
        var negative = packed(1, "f", -1);
        var manyLargeFiles = bomb();

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> {
                    for (var bomb :
                            new byte[][] {manyFiles, oneLargeFile, negative, manyLargeFiles}) {
                        assertThatExceptionOfType(DamagedSnapshotException.class)
                                .isThrownBy(() -> Snapshots.open(bomb));
                    }
                });
        assertThat(manyLargeFiles.length).isLessThan(200_000);
    }

    @Test
    void refusesTheSamePathTwice() {
        assertThatExceptionOfType(DamagedSnapshotException.class)
                .isThrownBy(() -> Snapshots.open(packed(2, "f", 0)))
                .withMessageContaining("twice");
    }

    @Test
    void refusesEveryCutAndEveryFlippedBitOrReadsTheSameFiles() {
        var files = files("a/main.tf", "resource", "b", "2");
        var packed = Snapshots.pack(files);
        for (int length = 0; length < packed.length; length++) {
            var cut = Arrays.copyOf(packed, length);
            assertThatExceptionOfType(DamagedSnapshotException.class)
                    .isThrownBy(() -> Snapshots.open(cut));
        }
        for (int bit = 0; bit < packed.length * 8; bit++) {
            var flipped = packed.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(unreadableOrAnother(flipped, files)).as("bit %d", bit).isTrue();
        }
    }

    @Test
    void unpacksOnlyToAnEmptyFolder() throws IOException {
        Files.createDirectory(temp.resolve("outside"));
        Files.createDirectory(temp.resolve("out"));
        Files.createSymbolicLink(temp.resolve("out/a"), temp.resolve("outside"));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Unpacker.unpack(files("a/evil", "x"), temp.resolve("out")))
                .withMessageContaining("empty folder");
        assertThat(temp.resolve("outside")).isEmptyDirectory();
    }

    private static boolean unreadableOrAnother(byte[] packed, TemplateFiles files) {
        try {
            var read = Snapshots.open(packed);
            return !read.digest().equals(files.digest())
                    || read.files().keySet().equals(files.files().keySet());
        } catch (DamagedSnapshotException e) {
            return true;
        }
    }

    private static TemplateFiles files(String... pathsAndTexts) {
        var files = new TreeMap<String, Content>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            files.put(
                    pathsAndTexts[i],
                    new Content(pathsAndTexts[i + 1].getBytes(StandardCharsets.UTF_8), false));
        }
        return new TemplateFiles(files);
    }

    /**
     * A snapshot by hand: {@code count} times the same path, each said to have {@code size} bytes.
     */
    private static byte[] packed(int count, String path, int size) throws IOException {
        return written(
                out -> {
                    out.writeInt(count);
                    for (int i = 0; i < Math.min(count, 3000); i++) {
                        header(out, path, size);
                        out.write(new byte[Math.max(0, Math.min(size, 1))]);
                    }
                });
    }

    private static byte[] bomb() throws IOException {
        return written(
                out -> {
                    out.writeInt(100);
                    for (int i = 0; i < 100; i++) {
                        header(out, "zeros" + i, 1024 * 1024);
                        out.write(new byte[1024 * 1024]);
                    }
                });
    }

    private static void header(DataOutputStream out, String path, int size) throws IOException {
        var name = path.getBytes(StandardCharsets.UTF_8);
        out.writeShort(name.length);
        out.write(name);
        out.writeBoolean(false);
        out.writeInt(size);
    }

    private static byte[] written(Writer writer) throws IOException {
        var bytes = new ByteArrayOutputStream();
        new DataOutputStream(bytes).writeInt(0x47505431);
        OutputStream deflated = new DeflaterOutputStream(bytes);
        try (var out = new DataOutputStream(deflated)) {
            writer.write(out);
        }
        return bytes.toByteArray();
    }

    private interface Writer {
        void write(DataOutputStream out) throws IOException;
    }
}
