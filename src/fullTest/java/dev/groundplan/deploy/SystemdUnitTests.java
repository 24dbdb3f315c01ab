package dev.groundplan.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit of deploy/systemd, by systemd's own check where there is one. */
class SystemdUnitTests {
    private static final Path UNIT = Path.of("deploy", "systemd", "groundplan.service");
    private static final Pattern KNOWN =
            Pattern.compile(
                    "|#.*|\\[(Unit|Service|Install)]|(Description|Documentation|Wants|After|User|Group|UMask|StateDirectory"
                            + "|StateDirectoryMode|EnvironmentFile|ExecStart|KillMode|SuccessExitStatus|TimeoutStopSec|Restart"
                            + "|RestartSec|NoNewPrivileges|PrivateTmp|WantedBy)=\\S.*");

    @TempDir Path folder;

    @Test
    void leavesToolsToThemselves() throws IOException {
        assertThat(Files.readAllLines(UNIT))
                .contains("KillMode=process", "SuccessExitStatus=143", "User=groundplan")
                .as("what would forbid the sandbox its namespaces")
                .noneMatch(
                        line ->
                                line.startsWith("RestrictNamespaces")
                                        || line.startsWith("Private") && line.endsWith("true"));
    }

    @Test
    void passesTheCheckOfSystemd() throws Exception {
        assertThat(complaints(Files.readString(UNIT))).isEmpty();
    }

    @Test
    void isCheckedInEarnest() throws Exception {
        var wrong = Files.readString(UNIT).replace("KillMode=", "KilMode=");

        assertThat(complaints(wrong)).contains("KilMode");
    }

    /** Of systemd itself, or where it is not there, about lines and names that nobody knows. */
    private String complaints(String unit) throws Exception {
        return isThere() ? complaintsOfSystemd(unit) : strangeLines(unit);
    }

    /** With the Java at hand: it wants the program to be there. */
    private String complaintsOfSystemd(String unit) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var file = folder.resolve("groundplan.service");
        Files.writeString(file, unit.replace("/usr/bin/java", java));
        var output = folder.resolve("output").toFile();
        var process =
                new ProcessBuilder("systemd-analyze", "verify", "--man=no", file.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(output)
                        .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output.toPath());
    }

    private static String strangeLines(String unit) {
        return unit.lines()
                .filter(line -> !KNOWN.matcher(line).matches())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void isCheckedInEarnestWithoutSystemdToo() throws IOException {
        var unit = Files.readString(UNIT);

        assertThat(strangeLines(unit)).isEmpty();
        assertThat(strangeLines(unit.replace("KillMode=", "KilMode="))).contains("KilMode");
    }

    private static boolean isThere() {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(each -> Files.isExecutable(Path.of(each, "systemd-analyze")));
    }
}
