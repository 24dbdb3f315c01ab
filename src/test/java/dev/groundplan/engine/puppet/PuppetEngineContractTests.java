package dev.groundplan.engine.puppet;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.groundplan.engine.Engine;
import dev.groundplan.engine.EngineContractTests;
import dev.groundplan.engine.StepSpec;
import dev.groundplan.engine.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** In the sandbox, where it works, on the worker itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PuppetEngineContractTests extends EngineContractTests {
    private static final String FIRST =
            """
            file { "${place}/first.txt":
              content => $text,
            }
            """;

    private ConfigurableApplicationContext context;

    Map<String, String> settings() {
        return Map.of("groundplan.sandbox", "auto");
    }

    @BeforeAll
    void start(@TempDir Path data) {
        context = PuppetBench.start(data, settings());
        assumeThat(engine().availability().missing()).as("Puppet is installed").isNull();
    }

    @AfterAll
    void stop() {
        context.close();
    }

    @Override
    protected Engine engine() {
        return context.getBean(PuppetEngine.class);
    }

    @Override
    protected StepSpec source() throws IOException {
        return page(
                "String $text",
                """
                file { "${place}/page.txt":
                  content => Sensitive("${text} / ${secret.unwrap}"),
                  mode    => '0600',
                }
                """);
    }

    @Override
    protected Optional<StepSpec> failing() throws IOException {
        return Optional.of(page("String $text", FIRST + "-> exec { '/bin/false': }\n"));
    }

    @Override
    protected Optional<StepSpec> slow() throws IOException {
        return Optional.of(
                page(
                        "String $text",
                        FIRST + "-> notify { 'working': }\n-> exec { '/bin/sleep 60': }\n"));
    }

    @Override
    protected Optional<StepSpec> broken() throws IOException {
        page("String $text", "");
        bench.file("page/manifests/init.pp", "class page {\n  file { '/x' ensure => }\n}\n");
        return Optional.of(step());
    }

    @Override
    protected Optional<StepSpec> picky() throws IOException {
        return Optional.of(page("String[3] $text", FIRST));
    }

    /** A module that makes something, and a manifest that takes it back. */
    private StepSpec page(String text, String resources) throws IOException {
        bench.file(
                "page/manifests/init.pp",
                """
                # @param text A text.
                class page(
                  %s,
                  Sensitive[String] $secret,
                ) {
                  $place = '%s'
                %s
                  groundplan_output {
                    'text':   value => $text;
                    'secret': value => $secret;
                  }
                }
                """
                        .formatted(text, place(), resources.indent(2)));
        bench.file("leave.pp", "file { '" + place() + "/page.txt':\n  ensure => absent,\n}\n");
        return step();
    }

    private StepSpec step() {
        var plain = bench.step("page");
        var options = (ObjectNode) plain.options();
        options.put("undo", "leave.pp");
        return new StepSpec(
                plain.id(),
                plain.engine(),
                plain.source(),
                plain.needs(),
                JsonMapper.shared().createObjectNode(),
                options,
                Map.of("puppet", ">= 7"));
    }

    /** The environment's folder, where the child sees it. */
    private String place() {
        return context.getBean(ProcessRunner.class).paths(bench.dir()).environment();
    }
}
