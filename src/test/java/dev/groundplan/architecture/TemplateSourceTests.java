package dev.groundplan.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Pages hold no code: what the content security policy forbids is not written in the first place.
 */
class TemplateSourceTests {
    private static final int MOST_LINES = 150;

    /** Markdown that was escaped and cleaned, and log lines that were escaped and coloured. */
    private static final List<String> MAY_INSERT_HTML =
            List.of(
                    "catalog/_about.html: ${template.readme}",
                    "catalog/_versions.html: ${template.changelog}",
                    "runs/_log.html: ${log.lines}");

    private static final Pattern INSERTS_HTML = Pattern.compile("th:utext=\"([^\"]*)\"|\\[\\(");
    private static final Pattern INLINE_SCRIPT =
            Pattern.compile(
                    "<script(?![^>]*\\b(?:th:)?src=)[^>]*>|javascript:", Pattern.CASE_INSENSITIVE);
    private static final Pattern INLINE_STYLE =
            Pattern.compile("<style\\b|\\s(?:th:)?style(?:append)?=", Pattern.CASE_INSENSITIVE);
    private static final Pattern HANDLER =
            Pattern.compile("\\s(?:th:)?(?:on[a-z]+|hx-on[:a-z-]*)=", Pattern.CASE_INSENSITIVE);
    private static final Pattern EVALUATED =
            Pattern.compile("__\\$\\{|hx-(?:vals|headers)=\"js:|hx-trigger=\"[^\"]*\\[");

    @Test
    void keepsPagesShort() {
        assertThat(pages())
                .allSatisfy(
                        page ->
                                assertThat(SourceFiles.text(page).lines().count())
                                        .as("lines of %s", page)
                                        .isLessThanOrEqualTo(MOST_LINES));
    }

    @Test
    void insertsHtmlOnlyWhereItWasMadeSafe() {
        assertThat(found(INSERTS_HTML)).isSubsetOf(MAY_INSERT_HTML);
    }

    @Test
    void holdsNoScriptsStylesOrHandlers() {
        assertThat(found(INLINE_SCRIPT)).isEmpty();
        assertThat(found(INLINE_STYLE)).isEmpty();
        assertThat(found(HANDLER)).isEmpty();
    }

    @Test
    void evaluatesNothingTwice() {
        assertThat(found(EVALUATED)).isEmpty();
    }

    private static List<Path> pages() {
        return SourceFiles.below(SourceFiles.TEMPLATES, ".html");
    }

    private static List<String> found(Pattern pattern) {
        return pages().stream()
                .flatMap(
                        page ->
                                pattern.matcher(SourceFiles.text(page))
                                        .results()
                                        .map(match -> name(page) + ": " + shown(match)))
                .toList();
    }

    private static String name(Path page) {
        return SourceFiles.TEMPLATES.relativize(page).toString().replace('\\', '/');
    }

    private static String shown(MatchResult match) {
        return match.groupCount() > 0 && match.group(1) != null ? match.group(1) : match.group();
    }
}
