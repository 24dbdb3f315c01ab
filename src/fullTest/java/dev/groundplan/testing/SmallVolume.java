package dev.groundplan.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/**
 * A volume of a few megabytes that can be filled and freed. Needs root; tests are skipped without.
 */
public final class SmallVolume implements AutoCloseable {
    private static final byte[] BLOCK = new byte[4096];
    private final Path root;

    private SmallVolume(Path root) {
        this.root = root;
    }

    public static boolean isPossible() throws IOException {
        return Files.exists(Path.of("/proc/self"))
                && Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    public static SmallVolume mount(Path root, int megabytes) throws Exception {
        assumeThat(isPossible()).as("only root may mount a small volume").isTrue();
        removeEarlier(root);
        Files.createDirectories(root);
        var size = "size=" + megabytes + "m,mode=700";
        assumeThat(run("mount", "-t", "tmpfs", "-o", size, "groundplan-test", root.toString()))
                .as("mounting is forbidden here")
                .isZero();
        return new SmallVolume(root);
    }

    /** What a test run left that was killed. */
    private static void removeEarlier(Path root) throws Exception {
        var mounted = " " + root.toAbsolutePath() + " ";
        if (Files.readString(Path.of("/proc/mounts")).contains(mounted)) {
            run("umount", "-l", root.toString());
        }
        FileSystemUtils.deleteRecursively(root);
    }

    /** Nothing more can be written but what fits into blocks that files have already. */
    public void fill() throws IOException {
        try (var out = Files.newOutputStream(filler())) {
            while (true) {
                out.write(BLOCK);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    public void free() throws IOException {
        Files.deleteIfExists(filler());
    }

    private Path filler() {
        return root.resolve(".filler");
    }

    private static int run(String... command) throws Exception {
        var process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** Also when somebody still has a file open there. */
    @Override
    public void close() throws Exception {
        run("umount", "-l", root.toString());
    }
}
