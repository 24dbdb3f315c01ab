package dev.groundplan.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.run.RunService;
import dev.groundplan.run.log.RunLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** F26: readers that hardly read hold up neither the worker nor those who do. */
@PortalForBrowsers
class SlowReaderBrowserTests {
    @RegisterExtension static final Browsers BROWSERS = new Browsers();
    private static final Logger report = LoggerFactory.getLogger(SlowReaderBrowserTests.class);
    private static final int SLOW = Integer.getInteger("groundplan.test.slow-readers", 12);
    private static final int CHUNKS = Integer.getInteger("groundplan.test.chunks", 40);
    private static final int PAGES = Integer.getInteger("groundplan.test.pages", 40);
    private static final int ENOUGH_PAGES = 400;
    private static final int FLOOR_MILLIS = 250;
    private static final int LINES = 5;
    private static final int WIDTH = 20_000;
    private static final Pattern LINE = Pattern.compile(" id=\"L(\\d+)\"");

    @LocalServerPort int port;
    @Autowired RunLog log;
    @Autowired RunService runs;
    private String cookies;
    private String stream;
    private RunPage run;

    @Test
    void holdUpNobodyElse() throws Exception {
        var writer = openARun();
        var alone = pages();
        var slow = new ArrayList<Socket>();
        for (int i = 0; i < SLOW; i++) {
            slow.add(connect());
        }
        var crawling = CompletableFuture.runAsync(() -> crawl(slow));
        writeUntilStuck(writer);
        assertHardlySlower(alone, pages());
        var written = new ConcurrentHashMap<Integer, Long>();
        var arrived = new ConcurrentHashMap<Integer, Long>();
        var reading = CompletableFuture.runAsync(() -> read(arrived));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> arrived.containsKey(writer.lines()));

        var appends = write(writer, written);

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> arrived.keySet().containsAll(written.keySet()));
        assertThat(stuck()).as("they still make their writers wait").isGreaterThan(8);
        var delays = delays(written, arrived);
        report.info(
                "{} readers of 1 B/s beside: lines reached the other after {} ms (p99 {} ms), the worker wrote in {} ms (p99 {} ms)",
                SLOW,
                at(delays, 0.5),
                at(delays, 0.99),
                at(appends, 0.5),
                at(appends, 0.99));
        for (var socket : slow) {
            socket.close();
        }
        crawling.join();
        run.cancel();
        reading.join();
    }

    /** How long a page of somebody else takes. */
    private List<Long> pages() throws IOException, InterruptedException {
        var client = HttpClient.newHttpClient();
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/runs"))
                        .header("Cookie", cookies)
                        .build();
        var took = new ArrayList<Long>();
        for (int i = 0; i < PAGES; i++) {
            var begun = System.nanoTime();
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            took.add(System.nanoTime() - begun);
            assertThat(answer.statusCode()).isEqualTo(200);
        }
        return took;
    }

    /** Of a few pages the slowest says more of the machine than of the portal. */
    private static void assertHardlySlower(List<Long> alone, List<Long> beside) {
        report.info(
                "{} pages alone took {} ms (p99 {} ms), beside {} readers of 1 B/s {} ms (p99 {} ms)",
                PAGES,
                at(alone, 0.5),
                at(alone, 0.99),
                SLOW,
                at(beside, 0.5),
                at(beside, 0.99));
        if (PAGES >= ENOUGH_PAGES) {
            assertThat(at(beside, 0.99)).isLessThan(2 * at(alone, 0.99) + FLOOR_MILLIS);
        }
        assertThat(stuck()).as("they still make their writers wait").isGreaterThan(8);
    }

    /** More than their sockets hold. */
    private static void writeUntilStuck(LogWriter writer) {
        for (int i = 0; i < 200 && stuck() < SLOW; i++) {
            writer.writeWide(LINES, WIDTH);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        Awaitility.await("all of them make their writers wait")
                .atMost(Duration.ofSeconds(30))
                .until(() -> stuck() == SLOW);
    }

    private static long stuck() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().startsWith("live-write-"))
                .filter(
                        thread ->
                                Stream.of(thread.getValue())
                                        .anyMatch(frame -> frame.getMethodName().equals("doWrite")))
                .count();
    }

    private LogWriter openARun() {
        var developer = BROWSERS.signedIn(port, "developer", Look.DESKTOP);
        run =
                developer
                        .request("team-page")
                        .name("slow-readers")
                        .fill("title", "Log")
                        .reviewAndSend();
        run.awaits("Waiting for approval");
        cookies =
                developer.page().context().cookies().stream()
                        .map(cookie -> cookie.name + "=" + cookie.value)
                        .collect(Collectors.joining("; "));
        stream = run.url() + "/events";
        return new LogWriter(log, runs, run.url());
    }

    private Socket connect() throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(2048);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        var request =
                "GET %s?after=0 HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nCookie: %s\r\nAccept: text/event-stream\r\n\r\n";
        socket.getOutputStream()
                .write(
                        request.formatted(stream, port, cookies)
                                .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** One byte per second each. */
    private static void crawl(List<Socket> sockets) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                for (var socket : sockets) {
                    socket.getInputStream().read();
                }
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void read(Map<Integer, Long> arrived) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + stream + "?after=0"))
                        .header("Cookie", cookies)
                        .build();
        try {
            HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofLines())
                    .body()
                    .forEach(line -> note(line, arrived));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void note(String line, Map<Integer, Long> arrived) {
        var now = System.nanoTime();
        LINE.matcher(line)
                .results()
                .forEach(found -> arrived.put(Integer.valueOf(found.group(1)), now));
    }

    /** How long each chunk took; the number of its last line tells it apart. */
    private static List<Long> write(LogWriter writer, Map<Integer, Long> written) {
        return IntStream.range(0, CHUNKS)
                .mapToObj(
                        chunk -> {
                            var begun = System.nanoTime();
                            writer.write(1, LINES);
                            var now = System.nanoTime();
                            written.put(writer.lines(), now);
                            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                            return now - begun;
                        })
                .toList();
    }

    private static List<Long> delays(Map<Integer, Long> written, Map<Integer, Long> arrived) {
        return written.entrySet().stream()
                .map(line -> Math.max(0, arrived.get(line.getKey()) - line.getValue()))
                .toList();
    }

    private static long at(List<Long> nanos, double share) {
        var sorted = nanos.stream().sorted().toList();
        var index = Math.min(sorted.size() - 1, (int) (sorted.size() * share));
        return Duration.ofNanos(sorted.get(index)).toMillis();
    }
}
