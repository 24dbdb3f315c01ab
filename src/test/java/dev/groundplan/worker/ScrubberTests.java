package dev.groundplan.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ScrubberTests {

    private static final String SECRET = "p\"4's <W>\\ö$rd&/+1";
    private static final String KEY =
            "-----BEGIN KEY-----\nMIIEpAIBAAKCAQEA7\nq8Zt\n-----END KEY-----";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Scrubber scrubber = new Scrubber(List.of(SECRET, KEY, "tok_12345678"));

    static Stream<String> forms() {
        byte[] bytes = SECRET.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                SECRET,
                base64("", ""),
                base64("a", "z"),
                base64("ab", "z"),
                base64("xyz", ""),
                Base64.getUrlEncoder().encodeToString(bytes),
                HexFormat.of().formatHex(bytes),
                HexFormat.of().withUpperCase().formatHex(bytes),
                URLEncoder.encode(SECRET, StandardCharsets.UTF_8),
                URLEncoder.encode(SECRET, StandardCharsets.UTF_8).replace("+", "%20"),
                URLEncoder.encode(SECRET, StandardCharsets.UTF_8).toLowerCase().replace("w", "W"),
                JSON.writeValueAsString(SECRET),
                JSON.writeValueAsString(JSON.writeValueAsString(SECRET)),
                "p\\\"4's \\u003cW\\u003e\\\\ö$rd\\u0026/+1",
                "p\\\"4's <W>\\\\\\u00f6$rd&/+1",
                "p&quot;4&#39;s &lt;W&gt;\\ö$rd&amp;/+1",
                "'p\"4'\\''s <W>\\ö$rd&/+1'",
                "\"p\\\"4's <W>\\\\ö\\$rd&/+1\"",
                "p\\\"4\\'s\\ \\<W\\>\\\\\\ö\\$rd\\&/+1");
    }

    private static String base64(String before, String after) {
        return Base64.getEncoder()
                .encodeToString((before + SECRET + after).getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void masksEveryFormOfASecret(String form) {
        assertThat(scrubber.scrub("value=" + form + " end"))
                .contains(Scrubber.MASK)
                .endsWith(" end");
        assertThat(leak(scrubber.scrub("value=" + form + " end"), form)).isLessThan(6);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void masksThemAlsoWhenWrittenByteByByteWithColoursInBetween(String form) {
        Scrubber.Stream stream = scrubber.stream();
        StringBuilder out = new StringBuilder(stream.push("value="));
        for (char c : form.toCharArray()) {
            out.append(stream.push("\u001b"));
            out.append(stream.push("[3"));
            out.append(stream.push("1m"));
            out.append(stream.push(String.valueOf(c)));
        }
        out.append(stream.push(" end")).append(stream.finish());
        String plain = out.toString().replaceAll("\u001b\\[31m", "");
        assertThat(plain).contains(Scrubber.MASK).endsWith(" end");
        assertThat(leak(plain, form)).isLessThan(6);
    }

    /** The longest piece of the form that can still be read. */
    private static int leak(String text, String form) {
        String rest = text.replace("value=", "").replace(" end", "");
        int longest = 0;
        for (int from = 0; from < form.length(); from++) {
            for (int to = from + longest + 1;
                    to <= form.length() && rest.contains(form.substring(from, to));
                    to++) {
                longest = to - from;
            }
        }
        return longest;
    }

    @Test
    void masksEveryLineOfAKeyThatIsLongEnough() {
        String indented = KEY.replace("\n", "\n    ");
        assertThat(scrubber.scrub("key:\n    " + indented))
                .doesNotContain("MIIEpAIBAAKCAQEA7")
                .doesNotContain("BEGIN");
        assertThat(scrubber.scrub("key:\n" + KEY)).isEqualTo("key:\n" + Scrubber.MASK);
        assertThat(scrubber.scrub(KEY.replace("\n", "\\n"))).isEqualTo(Scrubber.MASK);
    }

    @Test
    void findsASecretInsideANearMiss() {
        assertThat(scrubber.scrub("tok_1tok_12345678")).isEqualTo("tok_1" + Scrubber.MASK);
        assertThat(scrubber.scrub("tok_12345679")).isEqualTo("tok_12345679");
        assertThat(scrubber.scrub("tok_1234567")).isEqualTo("tok_1234567");
    }

    @Test
    void showsOneMaskForSecretsThatTouch() {
        assertThat(scrubber.scrub("<tok_12345678tok_12345678>"))
                .isEqualTo("<" + Scrubber.MASK + ">");
    }

    @Test
    void keepsTheLongerOfTwoSecretsThatBeginAlike() {
        Scrubber two = new Scrubber(List.of("abcdef", "abcdefghij"));
        assertThat(two.scrub("xabcdefghijy abcdefg")).isEqualTo("x••••••y ••••••g");
    }

    @Test
    void leavesEverythingElseAsItIs() {
        String text = "\u001b[1mPlan:\u001b[0m 1 to add\r\n\ttök_ 💡 \u0000";
        assertThat(scrubber.scrub(text)).isEqualTo(text);
        assertThat(new Scrubber(List.of()).scrub(text)).isEqualTo(text);
        assertThat(new Scrubber(List.of("1", "")).scrub("1 2")).isEqualTo("1 2");
    }

    @Test
    void masksTextsNamesAndNumbersOfATree() {
        JsonNode tree =
                JSON.readTree(
                        """
                        {"a": ["tok_12345678", {"tok_12345678": 4711471199}], "b": true, "c": null, "d": 1.5}""");
        JsonNode masked = new Scrubber(List.of("tok_12345678", "4711471199")).scrub(tree);
        assertThat(masked.toString())
                .isEqualTo(
                        "{\"a\":[\"••••••\",{\"••••••\":\"••••••\"}],\"b\":true,\"c\":null,\"d\":1.5}");
        assertThat(tree.toString()).contains("tok_12345678");
    }

    @Test
    void takesTimeInProportionToTheText() {
        Scrubber hostile = new Scrubber(List.of("a".repeat(2000) + "b", "a".repeat(1000)));
        String text = "a".repeat(2_000_000);
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThat(hostile.scrub(text)).isEqualTo(Scrubber.MASK));
    }

    @Test
    void boundsTheMemoryOfEndlessCodesInsideASecret() {
        Scrubber.Stream stream = scrubber.stream();
        stream.push("tok_1234");
        for (int i = 0; i < 10_000; i++) {
            stream.push("\u001b[31m\u001b[0m");
        }
        assertThat(stream.push("5678").length() + stream.finish().length()).isLessThan(5000);
    }
}
