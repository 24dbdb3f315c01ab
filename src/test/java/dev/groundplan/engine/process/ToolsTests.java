package dev.groundplan.engine.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.unit.DataSize;

class ToolsTests {
    private static final ChildPaths PATHS = new ChildPaths("/r", "/e", "/h", "/t");

    @TempDir Path temp;

    @Test
    void findsSeveralVersionsSideBySideAndLeavesOutWhatIsMissing() throws IOException {
        var old = executable("old");
        var fresh = executable("fresh");
        var tools =
                tools(
                        Map.of(
                                "tool",
                                List.of(
                                        fresh.toString(),
                                        temp.resolve("gone").toString(),
                                        old.toString())),
                        Map.of());

        assertThat(tools.find("tool", "sh")).containsExactly(fresh, old);
    }

    @Test
    void looksOnThePathWhenNothingIsConfigured() {
        assertThat(tools(Map.of(), Map.of()).find("shell", "no-such-shell", "sh"))
                .singleElement()
                .matches(path -> path.isAbsolute() && path.endsWith("sh"));
    }

    @Test
    void givesEveryChildTheSameSmallEnvironment() {
        assertThat(tools(Map.of(), Map.of("HTTPS_PROXY", "http://proxy:3128")).environment(PATHS))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "PATH", Tools.PATH,
                                "HOME", "/h",
                                "TMPDIR", "/t",
                                "LANG", "C.UTF-8",
                                "https_proxy", "http://proxy:3128"));
    }

    @Test
    void refusesAVariableThatSteersATool() {
        for (var name :
                List.of(
                        "TF_CLI_ARGS_plan",
                        "LD_PRELOAD",
                        "BASH_ENV",
                        "PYTHONPATH",
                        "PATH",
                        "AWS_ENDPOINT_URL")) {
            assertThatThrownBy(() -> tools(Map.of(), Map.of(name, "x")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("can't set " + name);
        }
    }

    @Test
    void readsItsSettings() {
        new ApplicationContextRunner()
                .withUserConfiguration(Settings.class)
                .withPropertyValues(
                        "groundplan.data=" + temp,
                        "groundplan.sandbox=off",
                        "groundplan.tools.ansible-core=/bin/sh,sh",
                        "groundplan.tools-environment.SSL_CERT_FILE=/etc/ssl/own.pem")
                .run(
                        context -> {
                            assertThat(context.getBean(Sandbox.class).status().mode())
                                    .isEqualTo(SandboxMode.OFF);
                            assertThat(context.getBean(ProcessRunner.class).refusal()).isEmpty();
                            assertThat(context.getBean(Tools.class).find("ansible-core"))
                                    .first()
                                    .isEqualTo(Path.of("/bin/sh"));
                            assertThat(context.getBean(Tools.class).environment(PATHS))
                                    .containsEntry("SSL_CERT_FILE", "/etc/ssl/own.pem");
                        });
    }

    @EnableConfigurationProperties(ProcessProperties.class)
    @org.springframework.context.annotation.Import({
        Tools.class,
        Sandbox.class,
        ProcessRunner.class
    })
    static class Settings {}

    private static Tools tools(Map<String, List<String>> tools, Map<String, String> environment) {
        return new Tools(
                new ProcessProperties(
                        Path.of("data"),
                        SandboxMode.OFF,
                        tools,
                        environment,
                        DataSize.ofMegabytes(1)));
    }

    private Path executable(String name) throws IOException {
        var file = Files.writeString(temp.resolve(name), "#!/bin/sh\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
