package dev.groundplan.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.springframework.util.FileSystemUtils;

/**
 * Measures one packaged portal in one session. Arguments: the jar, the folder it was extracted to,
 * the report, repetitions, and runs for the times of dispatch.
 */
public final class Benchmark {
    private Benchmark() {}

    public static void main(String[] arguments) throws Exception {
        var jar = Path.of(arguments[0]);
        var extracted = Path.of(arguments[1]);
        int repetitions = Integer.parseInt(arguments[3]);
        int runs = Integer.parseInt(arguments[4]);
        var chromium = Programs.required("chromium", "chromium-browser", "google-chrome");
        var terraform = Programs.required("terraform", "tofu");
        var folder = Files.createTempDirectory("groundplan-benchmark-catalog-");
        try {
            var catalog = new Catalogue(folder).write();
            var starts = new StartTimes(java(), jar, extracted, folder);
            var report = new Report(heading(repetitions));
            for (int i = 0; i < repetitions; i++) {
                starts.measure();
            }
            starts.report(report);
            try (var portal =
                    RunningPortal.start(starts.cached(), folder, "--spring.profiles.active=demo")) {
                var bare =
                        new BareTerraform(terraform.toString(), catalog.sources(Catalogue.THREE));
                var times = new RunTimes(portal, bare);
                times.warmUp();
                times.measurePlans(repetitions, chromium);
                times.measureDispatch(runs);
                times.measureLines(chromium);
                times.report(report);
            }
            report.row("Load of this machine at the end", load(), "");
            report.save(Path.of(arguments[2]));
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private static String heading(int repetitions) throws IOException {
        return "%s, %d processors, Java %s, load before %s, %d repetitions in turn: median (smallest to largest)."
                .formatted(
                        LocalDate.now(),
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version(),
                        load(),
                        repetitions);
    }

    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
