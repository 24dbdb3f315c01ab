package dev.groundplan.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TextDiffTests {

    @Test
    void showsWhatChangedWithThreeLinesAround() {
        assertThat(
                        shown(
                                TextDiff.between(
                                        "1\n2\n3\n4\n5\n6\n7\n8\n9\n",
                                        "1\n2\n3\n4\n5\nsix\n7\n8\n9\n")))
                .containsExactly(
                        "⋯2 lines as before", " 3", " 4", " 5", "-6", "+six", " 7", " 8", " 9");
    }

    @Test
    void showsNewAndRemovedTexts() {
        assertThat(shown(TextDiff.between("", "a\nb"))).containsExactly("+a", "+b");
        assertThat(shown(TextDiff.between("a", ""))).containsExactly("-a");
    }

    @Test
    void readsUnifiedDiffs() {
        assertThat(
                        shown(
                                TextDiff.ofUnified(
                                        "--- a\n+++ b\n@@ -1,2 +1,2 @@\n same\n-old\n+new\n\\ No newline at end of file\n")))
                .containsExactly("⋯@@ -1,2 +1,2 @@", " same", "-old", "+new");
    }

    @Property(tries = 2000)
    void loosesNothing(
            @ForAll @Size(max = 12) List<@IntRange(max = 3) Integer> a,
            @ForAll @Size(max = 12) List<@IntRange(max = 3) Integer> b) {
        var lines = TextDiff.between(text(a), text(b));
        assertThat(
                        lines.stream().filter(line -> line.kind() == DiffLine.Kind.ADDED).count()
                                - lines.stream()
                                        .filter(line -> line.kind() == DiffLine.Kind.REMOVED)
                                        .count())
                .isEqualTo(b.size() - a.size());
        assertThat(lines.stream().allMatch(line -> line.kind() == DiffLine.Kind.GAP))
                .isEqualTo(a.equals(b));
    }

    private static String text(List<Integer> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static List<String> shown(List<DiffLine> lines) {
        return lines.stream().map(line -> line.mark() + line.text()).toList();
    }
}
