package dev.groundplan.engine.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.engine.Console;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinesTests {
    private static final String GOES_ON = String.valueOf(Console.GOES_ON);
    private final List<String> lines = new ArrayList<>();
    private final List<Long> positions = new ArrayList<>();
    private final Lines cut =
            new Lines(
                    100,
                    (text, position) -> {
                        lines.add(text);
                        positions.add(position);
                    });

    @Test
    void tellsThePositionAfterEachLine() {
        feed("one\ntwo\r\nrest".getBytes(UTF_8));

        assertThat(lines).containsExactly("one", "two");
        assertThat(positions).containsExactly(104L, 109L);
    }

    @Test
    void joinsACharacterThatArrivesInTwoReads() {
        var euro = "€\n".getBytes(UTF_8);
        cut.bytes(euro, 1);
        cut.bytes(new byte[] {euro[1], euro[2], euro[3]}, 3);

        assertThat(lines).containsExactly("€");
    }

    @Test
    void cutsALongLineBetweenCharacters() {
        feed(("x" + "€".repeat(50_000)).getBytes(UTF_8));
        cut.end();

        assertThat(String.join("", lines).replace(GOES_ON, "")).isEqualTo("x" + "€".repeat(50_000));
        assertThat(lines.subList(0, 2)).allMatch(line -> line.endsWith(GOES_ON));
        assertThat(lines).hasSize(3).noneMatch(line -> line.contains("\uFFFD"));
        assertThat(positions.get(2)).isEqualTo(100 + 150_001);
    }

    @Test
    void keepsGoingOverBytesThatAreNoText() {
        feed(new byte[] {(byte) 0xC3, '\n', (byte) 0xFF, 0, 'a', '\n', (byte) 0xE2, (byte) 0x82});
        cut.end();

        assertThat(lines).containsExactly("\uFFFD", "\uFFFD\uFFFDa", "\uFFFD");
        assertThat(positions.get(2)).isEqualTo(108);
    }

    @Test
    void saysNothingMoreWhenTheLastLineIsComplete() {
        feed("one\n".getBytes(UTF_8));
        cut.end();

        assertThat(lines).containsExactly("one");
    }

    @Test
    void makesTheSameOfOddBytesInWhateverPortionsTheyCome() {
        long seed = Long.getLong("groundplan.test.seed", new Random().nextLong());
        var random = new Random(seed);
        var bytes = new OddBytes(random).inputs(2_000);
        for (int from = 0, to; from < bytes.length; from = to) {
            to = Math.min(bytes.length, from + 1 + random.nextInt(300));
            cut.bytes(Arrays.copyOfRange(bytes, from, to), to - from);
        }

        assertThat(String.join("\n", lines) + "\n")
                .as("seed %d", seed)
                .isEqualTo(OddBytes.text(bytes));
        assertThat(positions.get(positions.size() - 1)).isEqualTo(100 + bytes.length);
    }

    @Test
    void letsNoToolSayThatItsLineGoesOn() {
        feed(("x" + GOES_ON + "\n").getBytes(UTF_8));

        assertThat(lines).containsExactly("x\uFFFD");
    }

    private void feed(byte[] bytes) {
        cut.bytes(bytes, bytes.length);
    }
}
