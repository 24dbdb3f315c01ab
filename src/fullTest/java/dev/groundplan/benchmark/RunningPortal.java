package dev.groundplan.benchmark;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/** A portal of its own, in its own process, with a data directory that is thrown away. */
final class RunningPortal implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Process process;
    private final Path data;
    private final int port;
    private final double startMillis;

    private RunningPortal(Process process, Path data, int port, double startMillis) {
        this.process = process;
        this.data = data;
        this.port = port;
        this.startMillis = startMillis;
    }

    /**
     * Starts it and waits until it answers.
     *
     * @param java the command up to the main class or {@code -jar x.jar}
     * @param settings as {@code --name=value}
     */
    static RunningPortal start(List<String> java, Path catalog, String... settings)
            throws IOException, InterruptedException {
        var data = Files.createTempDirectory("groundplan-benchmark-");
        int port = freePort();
        var argv = new ArrayList<>(java);
        argv.addAll(
                List.of(
                        "--groundplan.data=" + data,
                        "--groundplan.catalog.folders=" + catalog,
                        "--server.port=" + port));
        argv.addAll(List.of(settings));
        long begun = System.nanoTime();
        var process =
                new ProcessBuilder(argv)
                        .redirectErrorStream(true)
                        .redirectOutput(data.resolve("portal.log").toFile())
                        .start();
        var portal = new RunningPortal(process, data, port, 0);
        portal.waitUntilAlive(begun);
        return new RunningPortal(process, data, port, (System.nanoTime() - begun) / 1e6);
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    Path data() {
        return data;
    }

    double startMillis() {
        return startMillis;
    }

    /** Resident memory in MB, as Linux counts it. */
    double residentMegabytes() throws IOException {
        for (var line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
            }
        }
        throw new IOException("The portal's memory is not to be seen.");
    }

    /** Ends the process and leaves the data directory to be read. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        stop();
        FileSystemUtils.deleteRecursively(data);
    }

    private void waitUntilAlive(long begun) throws IOException, InterruptedException {
        var client = HttpClient.newHttpClient();
        var request =
                HttpRequest.newBuilder(URI.create(address() + "/actuator/health/liveness")).build();
        while (!answers(client, request)) {
            if (!process.isAlive() || System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new IOException(
                        "The portal did not start:\n"
                                + Files.readString(data.resolve("portal.log")));
            }
            Thread.sleep(20);
        }
    }

    private static boolean answers(HttpClient client, HttpRequest request)
            throws InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
