package dev.groundplan.engine.salt;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.groundplan.engine.Engine;
import dev.groundplan.engine.EngineContractTests;
import dev.groundplan.engine.StepSpec;
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
class SaltEngineContractTests extends EngineContractTests {
    private static final String PARAMETERS =
            """
            {"type": "object", "required": ["text", "secret"], "properties": {
                "text": {"type": "string", "title": "Text"},
                "secret": {"type": "string", "writeOnly": true}}}
            """;

    private ConfigurableApplicationContext context;

    Map<String, String> settings() {
        return Map.of("groundplan.sandbox", "auto");
    }

    @BeforeAll
    void start(@TempDir Path data) {
        context = SaltBench.start(data, settings());
        assumeThat(engine().availability().missing()).as("Salt is installed").isNull();
    }

    @AfterAll
    void stop() {
        context.close();
    }

    @Override
    protected Engine engine() {
        return context.getBean(SaltEngine.class);
    }

    @Override
    protected StepSpec source() throws IOException {
        return states(
                """
                page:
                  file.managed:
                    - name: PLACE/page.txt
                    - contents: {{ (pillar['text'] ~ ' / ' ~ pillar['secret']) | json }}
                    - mode: '0600'
                tell:
                  groundplan.output:
                    - text: {{ pillar['text'] | json }}
                    - secret: {{ pillar['secret'] | json }}
                """);
    }

    @Override
    protected Optional<StepSpec> failing() throws IOException {
        return Optional.of(
                states(first() + "fail-on-purpose:\n  cmd.run:\n    - name: /bin/false\n"));
    }

    @Override
    protected Optional<StepSpec> slow() throws IOException {
        return Optional.of(
                states(
                        first()
                                + """
                                say-it:
                                  test.show_notification:
                                    - text: working
                                take-long:
                                  cmd.run:
                                    - name: sleep 60
                                """));
    }

    @Override
    protected Optional<StepSpec> broken() throws IOException {
        return Optional.of(states("page:\n  file.managed: a: b\n"));
    }

    @Override
    protected Optional<StepSpec> picky() throws IOException {
        return Optional.of(
                states(
                        """
                        {% if pillar['text'] | length < 3 %}
                        look-at-the-text:
                          test.fail_without_changes:
                            - name: 'text: At least three letters.'
                        {% endif %}
                        """));
    }

    private static String first() {
        return """
               something-first:
                 file.managed:
                   - name: PLACE/first.txt
                   - contents: {{ pillar['text'] | json }}
               """;
    }

    /** An SLS with these states, and one that takes back what it makes. */
    private StepSpec states(String states) throws IOException {
        bench.file("salt/parameters.schema.json", PARAMETERS);
        bench.file("salt/init.sls", states.replace("PLACE", place()));
        bench.file(
                "salt/leave.sls",
                "page-gone:\n  file.absent:\n    - name: PLACE/page.txt\n"
                        .replace("PLACE", place()));
        var plain = bench.step("salt");
        ((ObjectNode) plain.options()).put("undo", "salt/leave.sls");
        return new StepSpec(
                plain.id(),
                plain.engine(),
                plain.source(),
                plain.needs(),
                JsonMapper.shared().createObjectNode(),
                plain.options(),
                Map.of("salt", ">= 3006"));
    }

    /** The environment's folder, where the child sees it. */
    private String place() {
        return context.getBean(dev.groundplan.engine.process.ProcessRunner.class)
                .paths(bench.dir())
                .environment();
    }
}
