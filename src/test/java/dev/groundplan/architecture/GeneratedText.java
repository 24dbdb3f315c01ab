package dev.groundplan.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a document that code knows better, between {@code <!-- name -->} and {@code <!-- /name
 * -->}. With {@code -Dgroundplan.docs=write} the part is written instead of compared.
 */
record GeneratedText(String document, String name) {
    void mustBe(String text) {
        if ("write".equals(System.getProperty("groundplan.docs"))) {
            write(text);
        }
        assertThat(present())
                .as(
                        "%s is out of date; renew it with: ./mvnw test -Dgroundplan.docs=write",
                        document)
                .isEqualTo(text);
    }

    private String present() {
        var all = SourceFiles.text(Path.of(document));
        return all.substring(begin(all), end(all));
    }

    private void write(String text) {
        var all = SourceFiles.text(Path.of(document));
        try {
            Files.writeString(
                    Path.of(document),
                    all.substring(0, begin(all)) + text + all.substring(end(all)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int begin(String all) {
        return after(all, "<!-- " + name + " -->\n");
    }

    private int end(String all) {
        return after(all, "<!-- /" + name + " -->") - ("<!-- /" + name + " -->").length();
    }

    private int after(String all, String marker) {
        int at = all.indexOf(marker);
        assertThat(at).as("%s has no line %s", document, marker.strip()).isNotNegative();
        return at + marker.length();
    }
}
