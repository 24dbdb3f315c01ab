package dev.groundplan.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A Markdown table, printed as it grows. */
final class Report {
    private final StringBuilder text = new StringBuilder();

    Report(String heading) {
        line(heading);
        line("");
        line("| measured | result | raw values, goal |");
        line("|---|---|---|");
    }

    void row(String what, String result, String raw) {
        line("| " + what + " | " + result + " | " + raw + " |");
    }

    void save(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private void line(String line) {
        System.out.println(line);
        text.append(line).append('\n');
    }
}
