package dev.groundplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/security-tests.md names only tests that there are, for every attack that it must name. */
class SecurityListTests {
    private static final Path LIST = Path.of("docs/security-tests.md");
    private static final Pattern ROW = Pattern.compile("\\| (S\\d\\d) \\|.*");
    private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");
    private static final List<int[]> REQUIRED =
            List.of(
                    new int[] {1, 5},
                    new int[] {8, 8},
                    new int[] {11, 18},
                    new int[] {23, 30},
                    new int[] {32, 32},
                    new int[] {37, 41},
                    new int[] {43, 53},
                    new int[] {55, 55},
                    new int[] {57, 64},
                    new int[] {72, 72});

    @Test
    void hasARowWithATestForEveryAttack() throws IOException {
        var rows =
                Files.readAllLines(LIST).stream()
                        .filter(line -> ROW.matcher(line).matches() && TEST.matcher(line).find())
                        .map(line -> line.substring(2, 5))
                        .toList();
        var required =
                REQUIRED.stream()
                        .flatMap(range -> IntStream.rangeClosed(range[0], range[1]).boxed())
                        .map("S%02d"::formatted)
                        .toList();

        assertThat(rows).doesNotHaveDuplicates().containsAll(required).isSorted();
    }

    @Test
    void namesOnlyTestsThatThereAre() throws IOException {
        var missing = new ArrayList<String>();
        var tests = TEST.matcher(Files.readString(LIST));
        int named = 0;
        while (tests.find()) {
            named++;
            if (!exists(tests.group(1), tests.group(2))) {
                missing.add(tests.group());
            }
        }

        assertThat(missing).isEmpty();
        assertThat(named).isPositive();
    }

    private static boolean exists(String type, String method) throws IOException {
        var declared = Pattern.compile("(void|Stream<DynamicTest>) " + method + "\\(");
        for (var folder : List.of(Path.of("src/test/java"), Path.of("src/fullTest/java"))) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (var file : files.filter(file -> file.endsWith(type + ".java")).toList()) {
                    if (declared.matcher(Files.readString(file)).find()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
