import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/**
 * Counts the tests in Surefire's reports. Fails when none ran, when one failed, and, with CI=true,
 * when one was skipped that the list does not name.
 */
public class TestTotals {
    private final Map<String, String> excused = new LinkedHashMap<>();
    private final List<String> unexcused = new ArrayList<>();
    private int passed;
    private int failed;
    private int skipped;

    public static void main(String[] arguments) throws Exception {
        var totals = new TestTotals();
        totals.readList(Path.of(arguments[1]));
        totals.readReports(new File(arguments[0]));
        boolean strict = "true".equals(System.getenv("CI"));
        totals.print(strict);
        System.exit(totals.isGood(strict) ? 0 : 1);
    }

    /** One test a line, "package.Class.method reason" or "package.Class reason". */
    private void readList(Path list) throws Exception {
        for (var line : Files.readAllLines(list)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var words = line.strip().split("\\s+", 2);
            if (words.length < 2) {
                throw new IllegalArgumentException(list + " gives no reason for " + words[0]);
            }
            excused.put(words[0], words[1]);
        }
    }

    private void readReports(File folder) throws Exception {
        var reports = folder.listFiles((where, name) -> name.matches("TEST-.*\\.xml"));
        for (var report : reports == null ? new File[0] : reports) {
            var cases =
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(report)
                            .getElementsByTagName("testcase");
            for (int i = 0; i < cases.getLength(); i++) {
                count((Element) cases.item(i));
            }
        }
    }

    private void count(Element test) {
        if (has(test, "failure") || has(test, "error")) {
            failed++;
        } else if (has(test, "skipped")) {
            skipped++;
            skip(test);
        } else {
            passed++;
        }
    }

    private void skip(Element test) {
        var type = test.getAttribute("classname");
        var method = test.getAttribute("name").replaceAll("[({\\[ ].*", "");
        var reason = ((Element) test.getElementsByTagName("skipped").item(0)).getAttribute("message");
        var name = method.isEmpty() || method.equals(type) ? type : type + "." + method;
        boolean listed = Stream.of(name, type).anyMatch(excused::containsKey);
        var line = name + (reason.isBlank() ? "" : ": " + reason.lines().findFirst().orElse(""));
        if (!listed && !unexcused.contains(line)) {
            unexcused.add(line);
        }
    }

    private static boolean has(Element test, String child) {
        return test.getElementsByTagName(child).getLength() > 0;
    }

    private boolean isGood(boolean strict) {
        return passed > 0 && failed == 0 && (!strict || unexcused.isEmpty());
    }

    private void print(boolean strict) {
        System.out.println();
        if (!unexcused.isEmpty()) {
            System.out.println(
                    strict
                            ? "Skipped without a reason in src/test/skips.txt:"
                            : "Skipped (red with CI=true, unless src/test/skips.txt gives a reason):");
            unexcused.forEach(test -> System.out.println("  " + test));
        }
        System.out.printf("%d passed, %d failed, %d skipped%n", passed, failed, skipped);
    }
}
