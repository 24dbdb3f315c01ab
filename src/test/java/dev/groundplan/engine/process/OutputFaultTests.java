package dev.groundplan.engine.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.groundplan.engine.Console;
import dev.groundplan.engine.Console.Stream;
import dev.groundplan.engine.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/**
 * F09 to F12: too much output, in one line or in many, on two streams at once, or none that is
 * text. In the sandbox and without.
 */
class OutputFaultTests extends ChildTrials {
    private static final long FLOOD_MB = Long.getLong("groundplan.test.flood-megabytes", 48);
    private static final long LINE_MB = Long.getLong("groundplan.test.line-megabytes", 16);
    private static final int LINES = Integer.getInteger("groundplan.test.child-lines", 50_000);
    private static final int INPUTS = Integer.getInteger("groundplan.test.odd-inputs", 2_000);
    private static final long MB = 1 << 20;
    private boolean sandbox;

    @Override
    Isolation isolation() {
        return sandbox
                ? new Bubblewrap(Tools.onPath("bwrap").orElseThrow(), temp)
                : new Unconfined();
    }

    private void use(boolean sandbox) {
        this.sandbox = sandbox;
        assumeThat(!sandbox || Tools.onPath("bwrap").isPresent()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void goesThroughMoreLinesThanItKeepsInLittleMemory(boolean sandbox) throws Exception {
        use(sandbox);
        long limit = FLOOD_MB / 4;
        long count = FLOOD_MB * MB / 80;
        var flood = "awk 'BEGIN { for (i = 0; i < %d; i++) printf \"%%079d\\n\", i }'";

        var took = flood(limit, true, flood.formatted(count));

        log.info("F09: {} MB in lines of 80, {} MB kept, in {}: {}", FLOOD_MB, limit, mode(), took);
        assertThat(took.get("exit")).isZero();
        assertThat(took.get("notes")).isOne();
        assertThat(took.get("lines") * 80).isBetween(limit * MB - MB, limit * MB + MB);
        assertThat(took.get("grown")).isLessThan(4 * MB);
        assertThat(took.get("disk")).isLessThan((limit + 128) * MB);
    }

    /** As when the database is away: the child goes on, and the disk must not fill up. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsTheDiskFreeWhileNobodyTakesTheOutput(boolean sandbox) throws Exception {
        use(sandbox);
        long megabytes = Math.min(10 * FLOOD_MB, 2048);
        var flood = "yes 0123456789abcdef | head -c %d; touch let-go; echo 'Error: the last word'";

        var took = flood(2, false, flood.formatted(megabytes * MB));

        log.info("F09: {} MB while the reader was held up, in {}: {}", megabytes, mode(), took);
        assertThat(took.get("notes")).isOne();
        assertThat(took.get("disk")).isLessThan(megabytes * MB * 9 / 10);
        assertThat(took.get("characters")).isLessThan(3 * MB);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void goesThroughOneEndlessLineInLittleMemory(boolean sandbox) throws Exception {
        use(sandbox);
        var line = "head -c %d /dev/zero | tr '\\0' x; echo; echo end";

        var took = flood(2 * LINE_MB, true, line.formatted(LINE_MB * MB));

        log.info("F10: one line of {} MB in {}: {}", LINE_MB, mode(), took);
        long pieces = took.get("lines") - 2;
        assertThat(took.get("notes")).isZero();
        assertThat(pieces).isBetween(LINE_MB * 16 - 1, LINE_MB * 16 + 40);
        assertThat(took.get("characters")).isEqualTo(LINE_MB * MB + pieces + 3);
        assertThat(took.get("grown")).isLessThan(2 * MB);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void countsEveryByteOfWhatIsNoText(boolean sandbox) throws IOException {
        use(sandbox);
        var trial = new Trial();
        var odd = new OddBytes(random);
        var bytes = odd.inputs(INPUTS);
        Files.write(trial.dir().run().resolve("odd"), bytes);
        var console = new Observed();

        trial.run("cat odd; exit 7", console, ChildFaults.NEVER, Limits.NONE);

        log.info("F11: {} inputs, {} bytes in {}; seed {}", INPUTS, bytes.length, mode(), seed);
        assertThat(console.position(Stream.OUT)).as("seed %d", seed).isEqualTo(bytes.length);
        assertThat(String.join("\n", console.lines(Stream.OUT)).replace(PIECE, "") + "\n")
                .as("seed %d", seed)
                .isEqualTo(OddBytes.text(bytes));
    }

    private static final String PIECE = Console.GOES_ON + "\n";

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsTheOrderOfBothStreamsAtFullSpeed(boolean sandbox) throws IOException {
        use(sandbox);
        var order = new Order();
        var script =
                "awk 'BEGIN { for (i = 0; i < %d; i++) { print i; print i > \"/dev/stderr\" } }'";
        var command =
                new Command(
                        List.of("sh", "-c", script.formatted(LINES)),
                        "",
                        Map.of("PATH", Tools.PATH),
                        Network.NONE,
                        ChildFaults.NEVER,
                        Limits.NONE);
        long begin = System.nanoTime();
        new ProcessRunner(isolation(), DataSize.ofMegabytes(256))
                .run(command, new Trial().dir(), Unheard.CONSOLE, order);

        long millis = ChildFaults.since(begin).toMillis();
        log.info(
                "F12: {} lines on each of two streams in {}: {} swaps, {} ms",
                LINES,
                mode(),
                order.swaps,
                millis);
        assertThat(order.swaps).isZero();
        assertThat(order.next).containsExactly(LINES, LINES);
    }

    private static final class Order implements LineHandler {
        private final int[] next = new int[2];
        private int swaps;
        private final String[] pieces = {"", ""};

        @Override
        public void line(Stream stream, String text) {
            if (text.endsWith(String.valueOf(Console.GOES_ON))) {
                pieces[stream.ordinal()] += text.substring(0, text.length() - 1);
                return;
            }
            int number = Integer.parseInt(pieces[stream.ordinal()] + text);
            pieces[stream.ordinal()] = "";
            swaps += number == next[stream.ordinal()]++ ? 0 : 1;
        }
    }

    private Map<String, Long> flood(long limit, boolean read, String script) throws Exception {
        var folder = Files.createTempDirectory(temp, "flood");
        var hold = read ? temp : folder.resolve("execution/run/let-go");
        var log = folder.resolve("log");
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx48m",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                FloodProgram.class.getName(),
                                String.valueOf(sandbox),
                                folder.toString(),
                                String.valueOf(limit),
                                hold.toString(),
                                script)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        assertThat(process.waitFor(15, TimeUnit.MINUTES)).isTrue();
        return figures(Files.readString(log, UTF_8));
    }

    private static Map<String, Long> figures(String printed) {
        var figures = new LinkedHashMap<String, Long>();
        var found = Pattern.compile("(\\w+)=(\\d+)").matcher(printed);
        while (found.find()) {
            figures.put(found.group(1), Long.parseLong(found.group(2)));
        }
        assertThat(figures).as(printed).containsKey("lines");
        return figures;
    }
}
