package dev.groundplan.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToolFolderTests {
    private static final String CANARY = "canary-of-somebody-else";
    private static final int LIMIT = 1000;

    @TempDir Path temp;
    private Path root;
    private Path outside;
    private ToolFolder folder;

    @BeforeEach
    void layOut() throws IOException {
        root = Files.createDirectories(temp.resolve("root"));
        outside = Files.createDirectories(temp.resolve("outside"));
        Files.writeString(outside.resolve("secret"), CANARY);
        folder = new ToolFolder(root);
    }

    @Test
    void readsAFileAtAnyDepth() throws IOException {
        Files.createDirectories(root.resolve("a/b"));
        Files.writeString(root.resolve("a/b/file"), "text");
        Files.writeString(root.resolve("empty"), "");

        assertThat(text("a/b/file")).isEqualTo("text");
        assertThat(text("a/../a/./b/file")).isEqualTo("text");
        assertThat(text("empty")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "link",
                "folder-link/secret",
                "chain/secret",
                "dangling",
                "a",
                "nothing",
                "a/nothing",
                "file/below",
                "../outside/secret",
                "a/../../outside/secret",
                "",
                ".",
                "nul\0",
            })
    void findsNothingElse(String path) throws IOException {
        Files.createDirectories(root.resolve("a"));
        Files.writeString(root.resolve("file"), "text");
        Files.createSymbolicLink(root.resolve("link"), outside.resolve("secret"));
        Files.createSymbolicLink(root.resolve("folder-link"), outside);
        Files.createSymbolicLink(root.resolve("chain"), root.resolve("folder-link"));
        Files.createSymbolicLink(root.resolve("dangling"), temp.resolve("nowhere"));

        assertThat(folder.read(path, LIMIT)).isEmpty();
    }

    @Test
    void findsNothingAtAnAbsolutePathOutside() throws IOException {
        assertThat(folder.read(outside.resolve("secret").toString(), LIMIT)).isEmpty();
    }

    @Test
    void doesNotWaitForAPipe() throws Exception {
        var made = new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).start();
        assertThat(made.waitFor()).isZero();

        assertThat(folder.read("pipe", LIMIT)).isEmpty();
    }

    @Test
    void refusesToReadMoreThanTheLimit() throws IOException {
        Files.writeString(root.resolve("file"), "x".repeat(LIMIT + 1));
        Files.writeString(root.resolve("fits"), "x".repeat(LIMIT));

        assertThatThrownBy(() -> folder.read("file", LIMIT))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("larger than");
        assertThat(text("fits")).hasSize(LIMIT);
    }

    @Test
    void writesInThePlaceOfALinkAndNotThroughIt() throws IOException {
        Files.createSymbolicLink(root.resolve("state"), outside.resolve("secret"));

        folder.write("state", "own".getBytes(UTF_8));

        assertThat(root.resolve("state")).isRegularFile().hasContent("own");
        assertThat(Files.isSymbolicLink(root.resolve("state"))).isFalse();
        assertThat(outside.resolve("secret")).hasContent(CANARY);
        assertThat(Files.getPosixFilePermissions(root.resolve("state"))).hasSize(2);
    }

    @Test
    void refusesToWriteBelowALink() throws IOException {
        Files.createSymbolicLink(root.resolve("sealed"), outside);

        assertThatThrownBy(() -> folder.write("sealed/secret", "own".getBytes(UTF_8)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> folder.write("../outside/secret", "own".getBytes(UTF_8)))
                .isInstanceOf(IOException.class);

        assertThat(outside.resolve("secret")).hasContent(CANARY);
    }

    /** The check and the reading are one: whatever stands there in between is never read. */
    @Test
    void neverFollowsALinkThatIsSwappedInMeanwhile() throws Exception {
        var harmless = Files.createDirectories(root.resolve("spare"));
        Files.writeString(harmless.resolve("secret"), "harmless");
        Files.createSymbolicLink(root.resolve("trap"), outside);
        var ready = new CountDownLatch(1);
        var attacker = new Thread(() -> swap(ready));
        attacker.start();
        ready.await();
        try {
            for (int i = 0; i < 20_000; i++) {
                assertThat(read("there/secret")).isNotEqualTo(CANARY);
            }
        } finally {
            attacker.interrupt();
            attacker.join();
        }
    }

    private void swap(CountDownLatch ready) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                rename("spare", "there");
                rename("there", "spare");
                rename("trap", "there");
                ready.countDown();
                rename("there", "trap");
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void rename(String from, String to) throws IOException {
        Files.move(root.resolve(from), root.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    private String read(String path) {
        try {
            return folder.read(path, LIMIT).map(content -> new String(content, UTF_8)).orElse("");
        } catch (IOException swapped) {
            return "";
        }
    }

    private String text(String path) throws IOException {
        return new String(folder.read(path, LIMIT).orElseThrow(), UTF_8);
    }
}
