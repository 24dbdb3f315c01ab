package dev.groundplan.engine.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LauncherTests {
    private static final String SCRIPT =
            """
            d=$1; shift; trap : INT TERM HUP
            echo $$ >"$d/pid"
            "$@" </dev/null >>"$d/out" 2>>"$d/err"
            echo "$?" >"$d/rc.tmp" && mv "$d/rc.tmp" "$d/rc"
            """;

    @Test
    @EnabledOnOs(OS.LINUX)
    void startsExactlyThisCommandLine() {
        var argv =
                Launcher.forThisMachine(command -> true)
                        .start(Path.of("/c"), List.of("tool", "$(id)"));

        assertThat(argv.get(0)).endsWith("/setsid");
        assertThat(argv.subList(1, argv.size()))
                .containsExactly(
                        "/bin/sh",
                        "-c",
                        SCRIPT,
                        "groundplan-launcher",
                        "/c",
                        "env",
                        "--default-signal=INT,TERM,HUP",
                        "tool",
                        "$(id)");
    }

    @Test
    void doesWithoutTheSignalOptionWhereEnvDoesNotKnowIt() {
        assertThat(Launcher.forThisMachine(command -> false).start(Path.of("/c"), List.of("tool")))
                .endsWith("groundplan-launcher", "/c", "tool");
    }
}
