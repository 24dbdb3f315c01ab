package dev.groundplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Thymeleaf takes without a word, although it is wrong or dangerous. */
class TemplateRulesTests {
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");

    static List<Path> templates() throws IOException {
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            return files.filter(file -> file.toString().endsWith(".html")).sorted().toList();
        }
    }

    /** Thymeleaf replaces an element before it looks at its condition, which is then lost. */
    @ParameterizedTest
    @MethodSource("templates")
    void noElementIsBothReplacedAndConditional(Path file) throws IOException {
        assertThat(elements(file))
                .noneMatch(
                        e ->
                                e.hasAttr("th:replace")
                                        && (e.hasAttr("th:if") || e.hasAttr("th:unless")));
    }

    private static List<Element> elements(Path file) throws IOException {
        return Jsoup.parse(Files.readString(file), "", Parser.xmlParser()).getAllElements();
    }
}
