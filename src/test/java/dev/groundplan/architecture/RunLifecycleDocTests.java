package dev.groundplan.architecture;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.run.RunStatus;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunLifecycleDocTests {
    private static final String DOCUMENT = "docs/run-lifecycle.md";

    @Test
    void listsWhatMayFollowWhat() {
        new GeneratedText(DOCUMENT, "statuses").mustBe(table());
    }

    @ParameterizedTest
    @EnumSource(RunStatus.class)
    void explainsEveryStatus(RunStatus status) {
        assertThat(SourceFiles.text(Path.of(DOCUMENT)))
                .containsPattern("(?m)^\\| " + status + " \\| [^|]+ \\| [^|]+ \\|$");
    }

    private static String table() {
        var rows =
                Arrays.stream(RunStatus.values())
                        .map(status -> "| %s | %s |\n".formatted(status, next(status)))
                        .collect(joining());
        return "| from | may become |\n|---|---|\n" + rows;
    }

    private static String next(RunStatus status) {
        return status.isFinal()
                ? "final"
                : status.next().stream().sorted().map(RunStatus::name).collect(joining(", "));
    }
}
