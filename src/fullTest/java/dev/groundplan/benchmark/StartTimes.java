package dev.groundplan.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/** How long the same portal takes to answer, packed, extracted, and extracted with a cache. */
final class StartTimes {
    private static final int SETTLE_MILLIS = 3000;
    private static final String CACHED = "extracted, cached, as in the image";

    /**
     * As the image starts it; a cache holds only for the garbage collector that it was made with.
     */
    private static final List<String> IMAGE = List.of("-XX:+UseSerialGC", "-Xms32m", "-Xmx512m");

    private final String java;
    private final Path catalog;
    private final Map<String, List<String>> ways = new LinkedHashMap<>();
    private final Map<String, Samples> seconds = new LinkedHashMap<>();
    private final Map<String, Samples> megabytes = new LinkedHashMap<>();

    /**
     * @param jar as Maven packs it
     * @param extracted where {@code -Djarmode=tools … extract} left it; the cache is made there
     */
    StartTimes(String java, Path jar, Path extracted, Path catalog)
            throws IOException, InterruptedException {
        this.java = java;
        this.catalog = catalog;
        var app = extracted.resolve("groundplan.jar").toString();
        ways.put("`java -jar`", List.of(java, "-jar", jar.toString()));
        ways.put("extracted", List.of(java, "-jar", app));
        ways.put(CACHED, command(train(extracted, app), "-jar", app));
        ways.keySet().forEach(way -> seconds.put(way, new Samples("s")));
        ways.keySet().forEach(way -> megabytes.put(way, new Samples("MB")));
    }

    /** The command of the fastest way, for what is measured next. */
    List<String> cached() {
        return ways.get(CACHED);
    }

    /** One start of each way, so that a busy minute hits all of them. */
    void measure() throws IOException, InterruptedException {
        for (var way : ways.entrySet()) {
            try (var portal = RunningPortal.start(way.getValue(), catalog)) {
                seconds.get(way.getKey()).add(portal.startMillis() / 1000);
                Thread.sleep(SETTLE_MILLIS);
                megabytes.get(way.getKey()).add(portal.residentMegabytes());
            }
        }
    }

    void report(Report report) {
        for (var way : ways.keySet()) {
            report.row("Start, " + way, seconds.get(way).spread(), seconds.get(way).raw());
            report.row(
                    "Idle memory, " + way, megabytes.get(way).spread(), megabytes.get(way).raw());
        }
        double plain = seconds.get("`java -jar`").median();
        double cached = seconds.get(CACHED).median();
        report.row("P13 cached ÷ `java -jar`", Report.ratio(cached / plain), "goal 0.6");
        report.row("P15 idle memory", megabytes.get(CACHED).spread(), "goal 350 MB");
    }

    private List<String> command(String... more) {
        return Stream.of(List.of(java), IMAGE, List.of(more)).flatMap(List::stream).toList();
    }

    /** A run that ends when the portal is up; its database is thrown away. */
    private String train(Path extracted, String app) throws IOException, InterruptedException {
        boolean aot = Runtime.version().feature() >= 25;
        var cache = extracted.resolve(aot ? "groundplan.aot" : "groundplan.jsa").toAbsolutePath();
        var data = Files.createTempDirectory("groundplan-training-");
        var process =
                new ProcessBuilder(
                                command(
                                        (aot ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=")
                                                + cache,
                                        "-Dspring.context.exit=onRefresh",
                                        "-jar",
                                        app,
                                        "--groundplan.data=" + data,
                                        "--groundplan.sandbox=off",
                                        "--server.port=0"))
                        .redirectErrorStream(true)
                        .redirectOutput(data.resolve("training.log").toFile())
                        .start();
        if (process.waitFor() != 0 || !Files.exists(cache)) {
            throw new IOException("The training run failed, see " + data.resolve("training.log"));
        }
        FileSystemUtils.deleteRecursively(data);
        return (aot ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + cache;
    }
}
