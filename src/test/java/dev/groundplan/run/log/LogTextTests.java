package dev.groundplan.run.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.engine.Console;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/** Lines that came in pieces. */
class LogTextTests {
    private static final UUID RUN = UUID.randomUUID();

    @Test
    void putsThePiecesOfALineTogetherAgain() {
        assertThat(text(chunk("OUT", "one\nin ↩\npieces↩"), chunk("OUT", " of three\nend")))
                .isEqualTo("one\nin pieces of three\nend\n");
    }

    @Test
    void keepsPiecesApartThatAnotherStreamCameBetween() {
        assertThat(text(chunk("OUT", "Password:↩"), chunk("ERR", "no tty"), chunk("OUT", "x")))
                .isEqualTo("Password:\nno tty\nx\n");
    }

    @Test
    void isEmptyWhenNothingWasPrinted() {
        assertThat(text()).isEmpty();
    }

    @Test
    void isPlainWithoutTheMark() {
        assertThat(PlainLines.of(chunk("OUT", "in ↩\npieces↩").text())).isEqualTo("in pieces");
    }

    /** The longest piece with its mark, and a secret that was held back from the one before. */
    @Test
    void showsAPieceAsOneRowHoweverLong() {
        var longest = "x".repeat(3 * AnsiHtml.LONGEST_LINE) + Console.GOES_ON + "\nnext";
        var chunk = new LogRows.Chunk(1, "OUT", false, 7, Instant.EPOCH, null, longest);

        var rows = Jsoup.parseBodyFragment(LogHtml.of(List.of(chunk)).toString()).select(".l");

        assertThat(rows.eachAttr("id")).containsExactly("L7", "L8");
        assertThat(rows.get(0).text()).endsWith("x↩");
    }

    private static String text(LogChunk... chunks) {
        var text = new LogText();
        var all = new StringBuilder();
        for (var chunk : chunks) {
            all.append(text.next(chunk));
        }
        return all.append(text.end()).toString();
    }

    private static LogChunk chunk(String stream, String text) {
        return new LogChunk(
                RUN,
                1,
                RUN,
                "step",
                "PLAN",
                stream,
                Instant.EPOCH,
                1,
                1,
                text.replace('↩', Console.GOES_ON));
    }
}
