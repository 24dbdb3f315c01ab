package dev.groundplan.run.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;

/**
 * Reads the style sheets and computes what WCAG asks for: 4.5 to 1 for every text colour in both
 * themes.
 */
class LogColourTests {

    private static final double ENOUGH = 4.5;

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void everyTextColourOfTheLogCanBeRead(String theme) throws IOException {
        String css = read("run.css");
        String ground = logGround(css, theme);
        for (int i = 0; i < 16; i++) {
            String colour = textColour(css, theme, i);
            assertThat(contrast(colour, ground))
                    .as("a-f%d %s on %s in %s", i, colour, ground, theme)
                    .isGreaterThanOrEqualTo(ENOUGH);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
    void everyGroundBringsATextColourThatCanBeRead(int ground) throws IOException {
        Matcher rule =
                Pattern.compile(
                                "a-g"
                                        + ground
                                        + "\\[class]\\) \\{ background: (#\\w{6}); color: (#\\w{6}); }")
                        .matcher(read("run.css"));
        assertThat(rule.find()).as("a-g%d", ground).isTrue();
        assertThat(contrast(rule.group(1), rule.group(2)))
                .as("a-g%d", ground)
                .isGreaterThanOrEqualTo(ENOUGH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void everyToneCanBeReadOnItsGround(String theme) throws IOException {
        Map<String, String> colours = tokens(read("groundplan.css"), theme);
        for (String tone : List.of("ok", "info", "warn", "bad", "wait", "idle")) {
            assertReadable(colours, theme, tone, tone + "-soft");
            assertReadable(colours, theme, tone, "surface");
        }
        for (String ground : List.of("canvas", "surface", "sunken", "raised")) {
            assertReadable(colours, theme, "text", ground);
            assertReadable(colours, theme, "muted", ground);
            assertReadable(colours, theme, "link", ground);
        }
        assertReadable(colours, theme, "link", "accent-soft");
        assertThat(contrast("#ffffff", colours.get("accent")))
                .as("white on accent in %s", theme)
                .isGreaterThanOrEqualTo(ENOUGH);
        assertThat(contrast(colours.get("muted"), logGround(read("run.css"), theme)))
                .isGreaterThanOrEqualTo(ENOUGH);
    }

    private static void assertReadable(
            Map<String, String> colours, String theme, String text, String ground) {
        assertThat(contrast(colours.get(text), colours.get(ground)))
                .as("%s on %s in %s", text, ground, theme)
                .isGreaterThanOrEqualTo(ENOUGH);
    }

    private static String read(String name) throws IOException {
        return new ClassPathResource("static/css/" + name)
                .getContentAsString(StandardCharsets.UTF_8);
    }

    private static String logGround(String css, String theme) {
        String rule =
                theme.equals("dark")
                        ? "\\[data-bs-theme=\"dark\"] \\.gp-log-box \\{ --log-bg: (#\\w{6})"
                        : "\\n\\.gp-log-box \\{ --log-bg: (#\\w{6})";
        return first(css, rule);
    }

    private static String textColour(String css, String theme, int colour) {
        String before = theme.equals("dark") ? "\\[data-bs-theme=\"dark\"] " : "(?<!] )";
        return first(css, before + "\\.a-f" + colour + " \\{ color: (#\\w{6})");
    }

    private static String first(String css, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(css);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }

    private static Map<String, String> tokens(String css, String theme) {
        String block = first(css, "(?s)\\[data-bs-theme=\"" + theme + "\"] \\{(.*?)\\n}");
        Map<String, String> colours = new HashMap<>();
        Matcher token = Pattern.compile("--gp-([\\w-]+): (#\\w{6})").matcher(block);
        while (token.find()) {
            colours.put(token.group(1), token.group(2));
        }
        return colours;
    }

    private static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String hex) {
        int rgb = Integer.parseInt(hex.substring(1), 16);
        return 0.2126 * linear(rgb >> 16 & 255)
                + 0.7152 * linear(rgb >> 8 & 255)
                + 0.0722 * linear(rgb & 255);
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
