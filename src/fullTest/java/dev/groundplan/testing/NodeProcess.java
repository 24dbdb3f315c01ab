package dev.groundplan.testing;

import dev.groundplan.testing.fault.AgentJar;
import dev.groundplan.testing.fault.KillPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A portal in a JVM of its own, from the classes under test. */
public final class NodeProcess implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
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
        return start(System.getProperty("java.class.path"), data, settings, List.of());
    }

    /** Soon ready and never fast: for tests that start many. */
    public static NodeProcess startSoon(Path data, List<String> settings) throws IOException {
        return start(data, settings, List.of());
    }

    /**
     * Soon ready as well.
     *
     * @param options of its JVM
     */
    public static NodeProcess start(Path data, List<String> settings, List<String> options)
            throws IOException {
        var all = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1"));
        all.addAll(options);
        return start(System.getProperty("java.class.path"), data, settings, all);
    }

    /**
     * @param classpath of another version of the portal and its test classes
     */
    public static NodeProcess start(String classpath, Path data, List<String> settings)
            throws IOException {
        return start(classpath, data, settings, List.of());
    }

    private static NodeProcess start(
            String classpath, Path data, List<String> settings, List<String> options)
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
        command.addAll(1, options);
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

    /**
     * @throws IllegalStateException with what it printed, when it ended instead
     */
    public void awaitReady(Duration patience) throws IOException {
        Awaitility.await().atMost(patience).until(() -> isReady() || !isAlive());
        if (!isReady()) {
            throw new IllegalStateException("The portal ended before it was ready: " + output());
        }
    }

    /** Where it listens; 0 until it does. */
    public int port() throws IOException {
        var port = PORT.matcher(output());
        return port.find() ? Integer.parseInt(port.group(1)) : 0;
    }

    /** All that it printed until now. */
    public String output() throws IOException {
        return Files.readString(output);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Stands still from here on: no thread of it does anything, and nobody is told. */
    public void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Goes on as if nothing had been. */
    public void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
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
