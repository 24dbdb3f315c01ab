package dev.groundplan.testing;

import dev.groundplan.testing.fault.AgentJar;
import dev.groundplan.testing.fault.KillPoint;
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
        return start(data, settings, List.of());
    }

    /**
     * @param options of its JVM
     */
    public static NodeProcess start(Path data, List<String> settings, List<String> options)
            throws IOException {
        Files.createDirectories(data);
        var output = data.resolveSibling(data.getFileName() + ".log");
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx384m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
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

    /** From its start on it ends itself there. */
    public static List<String> armed(KillPoint point, int passage) throws IOException {
        return List.of("-javaagent:" + AgentJar.file() + "=" + point + "#" + passage);
    }

    /** From now on it ends itself there, as {@link #kill} would. */
    public void arm(KillPoint point, int passage) throws IOException, InterruptedException {
        AgentJar.attach(process, point, passage);
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

    /** Like {@link #kill}, without waiting for it. */
    void end() {
        process.destroyForcibly();
    }

    /** As the kernel does: without a word. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
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
