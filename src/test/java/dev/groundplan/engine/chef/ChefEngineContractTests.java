package dev.groundplan.engine.chef;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.groundplan.engine.Console;
import dev.groundplan.engine.Engine;
import dev.groundplan.engine.EngineBench;
import dev.groundplan.engine.EngineContractTests;
import dev.groundplan.engine.Intent;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.StepSpec;
import dev.groundplan.engine.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** In the sandbox, where it works, on the worker itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Chef's adapter, with a stand-in replaying captured output")
class ChefEngineContractTests extends EngineContractTests {
    private static final String PARAMETERS =
            """
            {"type": "object",
             "properties": {
               "text": {"type": "string", "description": "A text."},
               "secret": {"type": "string", "writeOnly": true},
               "folder": {"type": "string"}},
             "required": ["text", "secret"]}
            """;

    private static final String OUTPUTS =
            """
            {"properties": {"text": {"description": "The same."}, "secret": {"writeOnly": true}}}
            """;

    private ConfigurableApplicationContext context;

    Map<String, String> settings(Path folder) throws IOException {
        return Map.of(
                "groundplan.sandbox",
                "auto",
                "groundplan.tools.chef",
                ChefBench.standIn(folder).toString());
    }

    String missing() {
        return "Ruby, for the stand-in, is installed";
    }

    @BeforeAll
    void start(@TempDir Path data, @TempDir Path tools) throws IOException {
        context = ChefBench.start(data, settings(tools));
        assumeThat(engine().availability().missing()).as(missing()).isNull();
    }

    @AfterAll
    void stop() {
        context.close();
    }

    @Override
    protected Engine engine() {
        return context.getBean(ChefEngine.class);
    }

    /** The environment's folder, where the child sees it, is one of the values. */
    @Override
    protected StepJob job(StepSpec step, Intent intent, String text, Console console) {
        var place = context.getBean(ProcessRunner.class).paths(bench.dir()).environment();
        var values = EngineBench.values(Map.of("text", text, "secret", SECRET, "folder", place));
        return bench.job(step, intent, values, Set.of("secret"), console);
    }

    @Override
    protected StepSpec source() throws IOException {
        return cookbook(
                """
                file "#{node['page']['folder']}/page.txt" do
                  content "#{node['page']['text']} / #{node['page']['secret']}"
                  mode '0600'
                end
                node.run_state['outputs']['text'] = node['page']['text']
                node.run_state['outputs']['secret'] = node['page']['secret']
                """);
    }

    @Override
    protected Optional<StepSpec> failing() throws IOException {
        return Optional.of(cookbook(first() + "execute '/bin/false'\n"));
    }

    @Override
    protected Optional<StepSpec> slow() throws IOException {
        return Optional.of(
                cookbook(
                        first()
                                + """
                                execute 'take long' do
                                  command 'echo working; exec sleep 60'
                                  live_stream true
                                end
                                """));
    }

    @Override
    protected Optional<StepSpec> broken() throws IOException {
        return Optional.of(cookbook("a = 1\nfile 'x' do )\nend\n"));
    }

    @Override
    protected Optional<StepSpec> picky() throws IOException {
        return Optional.of(
                cookbook(
                        "raise 'text: At least three letters.' if node['page']['text'].length < 3\n"));
    }

    private static String first() {
        return """
               file "#{node['page']['folder']}/first.txt" do
                 content node['page']['text']
               end
               """;
    }

    /** A cookbook with this recipe, and another that takes back what it makes. */
    private StepSpec cookbook(String recipe) throws IOException {
        bench.file("chef/page/metadata.rb", "name 'page'\nversion '1.0.0'\n");
        bench.file("chef/page/parameters.schema.json", PARAMETERS);
        bench.file("chef/page/outputs.schema.json", OUTPUTS);
        bench.file("chef/page/recipes/default.rb", recipe);
        bench.file(
                "chef/page/recipes/leave.rb",
                """
                file "#{node['page']['folder']}/page.txt" do
                  action :delete
                end
                """);
        var plain = bench.step("chef/page");
        var options = (ObjectNode) plain.options();
        options.put("undo", "page::leave");
        return new StepSpec(
                plain.id(),
                plain.engine(),
                plain.source(),
                plain.needs(),
                JsonMapper.shared().createObjectNode(),
                options,
                Map.of("chef", ">= 17"));
    }
}
