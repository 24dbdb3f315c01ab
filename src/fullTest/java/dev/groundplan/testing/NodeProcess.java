package dev.groundplan.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A portal in a JVM of its own, from the classes under test. */
public final class NodeProcess implements AutoCloseable {
    private final Path data;
    private final Path output;
    private final Process process;

    private NodeProcess(Path data, Path output, Process process) {
        this.data = data;
        this.output = output;
        this.process = process;
    }

    /**
     * @param data its own data directory
     * @param settings as {@code name=value}
     */
    public static NodeProcess start(Path data, List<String> settings) throws IOException {
        return start(System.getProperty("java.class.path"), data, settings);
    }

    /**
     * @param classpath of another version of the portal and its test classes
     */
    public static NodeProcess start(String classpath, Path data, List<String> settings)
            throws IOException {
        Files.createDirectories(data);
        var output = data.resolveSibling(data.getFileName() + ".log");
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx384m",
                                "-XX:+UseSerialGC",
                                "-cp",
                                classpath,
                                "dev.groundplan.Groundplan",
                                "--spring.profiles.active=demo",
                                "--server.port=0",
                                "--groundplan.data=" + data.toAbsolutePath()));
        settings.forEach(setting -> command.add("--" + setting));
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        return new NodeProcess(data, output, process);
    }

    public Path data() {
        return data;
    }

    public boolean isReady() throws IOException {
        return output().contains("Started Groundplan");
    }

    /** All that it printed until now. */
    public String output() throws IOException {
        return Files.readString(output);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** As the kernel does: without a word. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Like {@link #kill}, for one that is of no use any more. */
    public void end() {
        process.destroyForcibly();
    }

    /** As an operator stops it. */
    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
