package dev.groundplan.catalog.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.groundplan.engine.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderReaderTests {
    @TempDir Path temp;
    private Path folder;
    private Path canary;

    @BeforeEach
    void writeAFolderAndACanaryOutside() throws IOException {
        folder = Files.createDirectories(temp.resolve("template"));
        canary = Files.writeString(temp.resolve("canary"), "canary");
        Files.writeString(folder.resolve("main.tf"), "");
    }

    @Test
    void readsFilesByTheirRelativePath() throws IOException {
        Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(folder.resolve("a/b/c.txt"), "c");
        Files.writeString(folder.resolve("a/.terraform.lock.hcl"), "lock");

        assertThat(FolderReader.read(folder).files().files().keySet())
                .containsExactly("a/.terraform.lock.hcl", "a/b/c.txt", "main.tf");
    }

    @Test
    void leavesOutWhatVersionControlAndToolsLeaveBehind() throws IOException {
        var before = FolderReader.read(folder).files().digest();
        Files.createDirectories(folder.resolve(".git/hooks"));
        Files.writeString(folder.resolve(".git/hooks/post-checkout"), "evil");
        Files.createDirectories(folder.resolve("x/.terraform/providers"));
        Files.writeString(folder.resolve("x/.terraform/providers/p"), "binary");
        Files.writeString(folder.resolve("terraform.tfstate"), "{\"secret\": 1}");

        assertThat(FolderReader.read(folder).files().digest()).isEqualTo(before);
    }

    @Test
    void refusesEveryLink() throws IOException {
        var inside = folder.resolve("links");
        Files.createDirectories(inside);
        Files.createSymbolicLink(inside.resolve("absolute"), canary);
        Files.createSymbolicLink(inside.resolve("relative"), Path.of("../../canary"));
        Files.createSymbolicLink(inside.resolve("dangling"), Path.of("/nowhere/at/all"));
        Files.createSymbolicLink(inside.resolve("folder"), temp);
        Files.createSymbolicLink(inside.resolve("proc"), Path.of("/proc/self/environ"));
        Files.createSymbolicLink(inside.resolve("loop"), Path.of("loop"));
        Files.createSymbolicLink(inside.resolve("up"), Path.of(".."));
        // The chain of CVE-2026-24047: a link to a link, each of which looks harmless alone.
        Files.createSymbolicLink(inside.resolve("chain1"), Path.of("chain2"));
        Files.createSymbolicLink(inside.resolve("chain2"), Path.of("../../canary"));
        Files.createSymbolicLink(inside.resolve("harmless"), Path.of("../main.tf"));

        var read = FolderReader.read(folder);

        assertThat(read.problems())
                .hasSize(10)
                .allSatisfy(problem -> assertThat(problem.message()).contains("is a link"));
        assertThat(read.problems())
                .extracting(Problem::file)
                .contains("links/chain1", "links/folder");
        assertThat(read.files().files().keySet()).containsExactly("main.tf");
    }

    @Test
    void refusesAFolderThatIsALink() throws IOException {
        var link = Files.createSymbolicLink(temp.resolve("link"), folder);

        assertThat(FolderReader.read(link).problems()).hasSize(1);
    }

    @Test
    void refusesAPipeWithoutWaitingForIt() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "there is no mkfifo here");
        new ProcessBuilder("/usr/bin/mkfifo", folder.resolve("pipe").toString()).start().waitFor();

        assertThat(problems())
                .singleElement()
                .asString()
                .contains("pipe: This is a pipe, socket or device");
    }

    @Test
    void refusesWhatIsTooLarge() throws IOException {
        Files.write(folder.resolve("at-limit"), new byte[1024 * 1024]);
        assertThat(problems()).isEmpty();
        Files.write(folder.resolve("over"), new byte[1024 * 1024 + 1]);
        assertThat(problems())
                .singleElement()
                .asString()
                .contains("over: The file is larger than 1 MB");
    }

    @Test
    void refusesTooManyFilesAndTooMuchInAll() throws IOException {
        for (int i = 0; i < 2000; i++) {
            Files.createFile(folder.resolve("f" + i));
        }
        assertThat(problems()).singleElement().asString().contains("more than 2,000 files");

        var large = Files.createDirectories(temp.resolve("large"));
        for (int i = 0; i < 21; i++) {
            Files.write(large.resolve("f" + i), new byte[1024 * 1024]);
        }
        assertThat(FolderReader.read(large).problems())
                .singleElement()
                .asString()
                .contains("larger than 20 MB");
    }

    @Test
    void refusesNamesThatNotEverySystemCanStore() throws IOException {
        Files.createFile(folder.resolve("aux.tf"));
        Files.createFile(folder.resolve("a:b"));
        Files.createFile(folder.resolve("back\\slash"));
        Files.createFile(folder.resolve("MAIN.tf"));

        assertThat(problems())
                .hasSize(4)
                .extracting(Problem::message)
                .anySatisfy(
                        message -> assertThat(message).contains("only in upper and lower case"));
    }

    @Test
    void stopsAtFiftyProblems() throws IOException {
        for (int i = 0; i < 200; i++) {
            Files.createSymbolicLink(folder.resolve("l" + i), canary);
        }

        assertThat(problems()).hasSize(50);
    }

    @Test
    void saysWhatItCantRead() throws IOException {
        var file = Files.writeString(folder.resolve("closed"), "x");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeTrue(!Files.isReadable(file), "this user reads everything");

        assertThat(problems())
                .singleElement()
                .asString()
                .contains("closed: The portal can't read this");
    }

    private List<Problem> problems() throws IOException {
        return FolderReader.read(folder).problems();
    }
}
