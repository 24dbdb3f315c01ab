package dev.groundplan.engine.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundplan.engine.Engine;
import dev.groundplan.engine.EngineBench;
import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.StepSpec;
import dev.groundplan.engine.tool.Binary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** With programs that only know their version. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class BinariesTests {
    @TempDir Path temp;

    @Test
    void offersTheNewestFirstAndTakesTheNewestThatFits() throws Exception {
        var old = program("terraform-1.5", "1.5.7");
        var tofu = program("tofu", "1.10.1");
        try (var context = start(old + "," + tofu)) {
            var availability = context.getBean(Engine.class).availability();

            assertThat(availability.versions()).containsExactly("1.10.1 (OpenTofu)", "1.5.7");
            assertThat(availability.digest()).startsWith("sha256:");
            assertThat(select(context, "< 1.6").title()).isEqualTo("Terraform 1.5.7");
            assertThat(select(context, ">= 1.5").title()).isEqualTo("OpenTofu 1.10.1");
            assertThatThrownBy(() -> select(context, "~> 2.0"))
                    .isInstanceOf(EngineException.class)
                    .hasMessage(
                            "This template needs Terraform ~> 2.0. This worker has OpenTofu 1.10.1, Terraform 1.5.7.");
            assertThatThrownBy(() -> select(context, "newest"))
                    .isInstanceOf(EngineException.class)
                    .hasMessageStartingWith("spec.tools.terraform: ");
        }
    }

    @Test
    void saysHowToGetWhatIsMissing() {
        try (var context = start(temp.resolve("gone").toString())) {
            assertThat(context.getBean(Engine.class).availability().missing())
                    .startsWith("Terraform is not installed on this worker.")
                    .contains("groundplan.tools.terraform");
            assertThatThrownBy(() -> select(context, ">= 1.5"))
                    .hasMessageStartingWith("Terraform is not installed");
        }
    }

    @Test
    void asksAgainWhenTheProgramIsExchanged() throws Exception {
        var program = program("terraform", "1.5.7");
        try (var context = start(program.toString())) {
            assertThat(context.getBean(Engine.class).availability().versions())
                    .containsExactly("1.5.7");

            program("terraform", "1.11.4");

            assertThat(context.getBean(Engine.class).availability().versions())
                    .containsExactly("1.11.4");
        }
    }

    @Test
    void leavesOutAProgramThatIsSomethingElse() throws Exception {
        var broken = Files.writeString(temp.resolve("terraform"), "#!/bin/sh\necho hello\n");
        assertThat(broken.toFile().setExecutable(true)).isTrue();
        try (var context = start(broken.toString())) {
            assertThat(context.getBean(Engine.class).availability().usable()).isFalse();
        }
    }

    private ConfigurableApplicationContext start(String programs) {
        return TerraformBench.start(
                temp.resolve("data"),
                Map.of("groundplan.sandbox", "off", "groundplan.tools.terraform", programs));
    }

    private Binary select(ConfigurableApplicationContext context, String range)
            throws EngineException {
        var plain = new EngineBench(context.getBean(Engine.class), temp).step("terraform");
        var step =
                new StepSpec(
                        plain.id(),
                        plain.engine(),
                        plain.source(),
                        plain.needs(),
                        plain.inputs(),
                        plain.options(),
                        Map.of("terraform", range));
        return context.getBean(Binaries.class).select(step);
    }

    private Path program(String name, String version) throws IOException {
        var file =
                Files.writeString(
                        temp.resolve(name),
                        "#!/bin/sh\ntest \"$*\" = 'version -json' && echo '{\"terraform_version\": \"%s\"}'\n"
                                .formatted(version));
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
