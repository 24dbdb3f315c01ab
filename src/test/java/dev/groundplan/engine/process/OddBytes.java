package dev.groundplan.engine.process;

import dev.groundplan.engine.Console;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** What tools print that is no text, or none that anybody expects; each input ends its line. */
public final class OddBytes {
    private static final List<String> PIECES =
            List.of(
                    "\r 10% [#    ]\r 20% [##   ]",
                    "\r\r\r",
                    "\u001b[31mred\u001b[0m",
                    "\u001b[",
                    "\u001b]0;title\u0007",
                    "\u0000\u0001\u0007\b\u007f",
                    "\u009b31m",
                    "\ud83d\ude00\u202e\ufeff\uffff",
                    String.valueOf(Console.GOES_ON),
                    "<script>&amp;\"'",
                    "{\"@level\":\"info\"",
                    "\t  \u00a0 ",
                    "Grüße aus Köln");
    private static final List<Charset> CHARSETS =
            List.of(
                    StandardCharsets.UTF_8,
                    StandardCharsets.UTF_16,
                    StandardCharsets.ISO_8859_1,
                    Charset.forName("UTF-32"));

    private final Random random;

    public OddBytes(Random random) {
        this.random = random;
    }

    public byte[] inputs(int count) {
        var all = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            all.writeBytes(input());
            all.write('\n');
        }
        return all.toByteArray();
    }

    private byte[] input() {
        var bytes = new ByteArrayOutputStream();
        for (int left = random.nextInt(8); left >= 0; left--) {
            bytes.writeBytes(piece());
        }
        return bytes.toByteArray();
    }

    private byte[] piece() {
        return switch (random.nextInt(4)) {
            case 0 -> noise(random.nextInt(60));
            case 1 -> invalid();
            case 2 -> "y".repeat(random.nextInt(200)).getBytes(StandardCharsets.UTF_8);
            default ->
                    PIECES.get(random.nextInt(PIECES.size()))
                            .getBytes(CHARSETS.get(random.nextInt(CHARSETS.size())));
        };
    }

    private byte[] noise(int length) {
        var noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    /** Lone, missing and overlong parts of UTF-8, a surrogate, and more than there is. */
    private byte[] invalid() {
        var sequences =
                new int[][] {
                    {0x80},
                    {0xC3},
                    {0xE2, 0x82},
                    {0xC0, 0xAF},
                    {0xED, 0xA0, 0x80},
                    {0xF4, 0x90, 0x80, 0x80},
                    {0xF0, 0x9F, 0x98},
                    {0xFE},
                    {0xFF, 0xFF}
                };
        var chosen = sequences[random.nextInt(sequences.length)];
        var bytes = new byte[chosen.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) chosen[i];
        }
        return bytes;
    }

    /** What the log is to hold of such bytes. */
    public static String text(byte[] bytes) {
        var text = new StringBuilder();
        int begin = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                int end = i > begin && bytes[i - 1] == '\r' ? i - 1 : i;
                text.append(new String(bytes, begin, end - begin, StandardCharsets.UTF_8));
                text.append('\n');
                begin = i + 1;
            }
        }
        return text.toString().replace('\0', '\uFFFD').replace(Console.GOES_ON, '\uFFFD');
    }
}
