package dev.groundplan.engine.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.groundplan.engine.EngineBench;
import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Intent;
import dev.groundplan.engine.Outcome;
import dev.groundplan.engine.RecordingConsole;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.process.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Templates that reach for what is not theirs, while they are planned and while they are applied.
 */
class TerraformSandboxTests {
    private static final String CANARY = "canary-Zebra-0815";

    @TempDir Path temp;
    private Path data;
    private Path mirror;
    private ConfigurableApplicationContext context;
    private EngineBench bench;
    private final RecordingConsole console = new RecordingConsole();

    @BeforeEach
    void start() throws IOException {
        data = Files.createDirectories(temp.resolve("data"));
        mirror = Files.createDirectories(temp.resolve("mirror"));
        Files.writeString(data.resolve("database"), CANARY);
        context =
                TerraformBench.start(
                        data, Map.of("groundplan.terraform.mirror", mirror.toString()));
        assumeThat(engine().availability().missing()).as("Terraform is installed").isNull();
        assumeThat(context.getBean(Sandbox.class).status().working())
                .as("the sandbox works")
                .isTrue();
        bench = new EngineBench(engine(), data.resolve("bench"));
    }

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    void showsAPlanOnlyItsOwnEnvironment() throws Exception {
        bench.file(
                "main.tf",
                """
                output "own" {
                  value = base64decode(filebase64("/proc/self/environ"))
                }
                output "first" {
                  value = base64decode(filebase64("/proc/1/environ"))
                }
                """);

        var plan = bench.plan(job());

        assertThat(plan.outputs()).hasSize(2);
        for (var output : plan.outputs()) {
            var names =
                    Arrays.stream(output.value().asString().split("\0"))
                            .map(variable -> variable.split("=")[0]);
            assertThat(names)
                    .contains("TF_IN_AUTOMATION")
                    .isSubsetOf(
                            "CHECKPOINT_DISABLE",
                            "GROUNDPLAN_EXECUTION",
                            "HOME",
                            "LANG",
                            "OLDPWD",
                            "PATH",
                            "PWD",
                            "SHLVL",
                            "TF_CLI_CONFIG_FILE",
                            "TF_DATA_DIR",
                            "TF_IN_AUTOMATION",
                            "TF_INPUT",
                            "TMPDIR",
                            "_");
        }
    }

    @Test
    void keepsThePortalsFilesFromAPlan() throws Exception {
        bench.file(
                "main.tf",
                """
                output "found" {
                  value = [for file in ["%s", "/etc/shadow", "%s", "%s"] : fileexists(file)]
                }
                """
                        .formatted(
                                data.resolve("database"),
                                Path.of(System.getProperty("user.home"), ".bashrc"),
                                bench.dir().control().resolve("out")));

        assertThat(bench.plan(job()).outputs())
                .singleElement()
                .satisfies(
                        output ->
                                assertThat(output.value().toString())
                                        .isEqualTo("[false,false,false,false]"));
    }

    @Test
    void keepsAProgramThatRunsAtPlanFromEverythingButItsRunDirectory() throws Exception {
        provider(
                """
                #!/bin/sh
                touch /groundplan/run/provider-ran
                touch /groundplan/environment/canary %1$s/canary /tmp/canary /usr/canary "$0.canary"
                cat %2$s >/groundplan/run/stolen
                cat /proc/*/environ | tr '\\0' '\\n' | grep -a CANARY_VARIABLE >>/groundplan/run/stolen
                exit 1
                """
                        .formatted(data, data.resolve("database")));
        bench.file(
                "main.tf",
                """
                terraform {
                  required_providers {
                    acme = {
                      source = "acme/acme"
                    }
                  }
                }
                resource "acme_thing" "a" {
                }
                """);

        assertThatThrownBy(() -> bench.plan(job())).isInstanceOf(EngineException.class);

        assertThat(bench.dir().run().resolve("provider-ran")).exists();
        assertThat(bench.dir().run().resolve("stolen")).isEmptyFile();
        assertThat(bench.dir().environment()).isEmptyDirectory();
        assertThat(data.resolve("canary")).doesNotExist();
        assertThat(Path.of("/tmp/canary")).doesNotExist();
        assertThat(EngineBench.snapshot(mirror).keySet())
                .noneMatch(name -> name.endsWith("canary"));
        assertThat(bench.dir().source().resolve(".terraform.lock.hcl")).exists();
    }

    @Test
    void keepsAScriptOfAnApplyFromThePortal() throws Exception {
        bench.file(
                "main.tf",
                """
                resource "terraform_data" "a" {
                  provisioner "local-exec" {
                    command = "cat %s; cat /proc/%d/environ; ls /proc | grep -c '^[0-9]'; (setsid sleep 30417 >/dev/null 2>&1 &) ; echo made >/groundplan/environment/file"
                  }
                }
                """
                        .formatted(data.resolve("database"), ProcessHandle.current().pid()));

        var result = bench.apply(job(), bench.plan(job()));

        assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(console.text()).doesNotContain(CANARY).contains("No such file");
        assertThat(bench.dir().environment().resolve("file")).hasContent("made");
        assertThat(
                        ProcessHandle.allProcesses()
                                .map(process -> process.info().commandLine().orElse("")))
                .noneMatch(line -> line.endsWith("sleep 30417"));
    }

    private TerraformEngine engine() {
        return context.getBean(TerraformEngine.class);
    }

    private StepJob job() {
        return bench.job(
                bench.step("."), Intent.APPLY, EngineBench.values(Map.of()), Set.of(), console);
    }

    /** A mirror as "terraform providers mirror" fills it, with the provider unpacked. */
    private void provider(String script) throws IOException {
        var platform =
                "linux_"
                        + (System.getProperty("os.arch").toLowerCase(Locale.ROOT).equals("aarch64")
                                ? "arm64"
                                : "amd64");
        var folder =
                Files.createDirectories(
                        mirror.resolve("registry.terraform.io/acme/acme/1.0.0").resolve(platform));
        var file = Files.writeString(folder.resolve("terraform-provider-acme_v1.0.0"), script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
