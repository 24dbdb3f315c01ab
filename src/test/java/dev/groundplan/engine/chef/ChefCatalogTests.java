package dev.groundplan.engine.chef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.groundplan.engine.Change;
import dev.groundplan.engine.ChangeAction;
import dev.groundplan.engine.EngineBench;
import dev.groundplan.engine.Intent;
import dev.groundplan.engine.Outcome;
import dev.groundplan.engine.Output;
import dev.groundplan.engine.RecordingConsole;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.StepSpec;
import dev.groundplan.engine.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.node.ObjectNode;

/** The template of Chef that comes with the portal. */
@DisplayName("The catalog's chef-web, with a stand-in replaying captured output")
class ChefCatalogTests {
    private static final String KEY = "key-Zebra-4711";

    private final RecordingConsole console = new RecordingConsole();
    private ConfigurableApplicationContext context;
    private EngineBench bench;

    @BeforeEach
    void start(@TempDir Path data, @TempDir Path tools, @TempDir Path folder) throws IOException {
        context =
                ChefBench.start(
                        data, Map.of("groundplan.tools.chef", ChefBench.standIn(tools).toString()));
        var engine = context.getBean(ChefEngine.class);
        assumeThat(engine.availability().missing())
                .as("Ruby, for the stand-in, is installed")
                .isNull();
        bench = new EngineBench(engine, folder);
        FileSystemUtils.copyRecursively(Path.of("templates-catalog/chef-web"), bench.template());
    }

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    void comesAndGoes() throws Exception {
        assertThat(bench.validate(job(Intent.APPLY))).isEmpty();
        var plan = bench.plan(job(Intent.APPLY));
        assertThat(plan.changes())
                .hasSize(4)
                .extracting(Change::action)
                .containsOnly(ChangeAction.CREATE);

        var result = bench.apply(job(Intent.APPLY), plan);

        assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(result.outputs()).extracting(Output::name).containsExactly("listens", "page");
        var folder = bench.dir().environment().resolve("shop");
        assertThat(folder.resolve("index.html"))
                .content()
                .contains("<h1>Tea &amp; &lt;cake&gt;</h1>", "Configured by Chef");
        assertThat(folder.resolve("server.conf")).content().contains("listen 8080;");
        assertThat(folder.resolve("status.key")).hasContent(KEY);
        assertThat(console.text()).doesNotContain(KEY);

        var leaving = bench.plan(job(Intent.DESTROY));
        assertThat(bench.apply(job(Intent.DESTROY), leaving).outcome())
                .isEqualTo(Outcome.SUCCEEDED);
        assertThat(Files.exists(folder)).isFalse();
    }

    private StepJob job(Intent intent) {
        StepSpec step = bench.step("chef/web");
        ((ObjectNode) step.options()).put("undo", "web::leave");
        var folder = context.getBean(ProcessRunner.class).paths(bench.dir()).environment();
        var values =
                EngineBench.values(
                        Map.of(
                                "headline",
                                "Tea & <cake>",
                                "name",
                                "shop",
                                "key",
                                KEY,
                                "folder",
                                folder));
        return bench.job(step, intent, values, Set.of("key"), console);
    }
}
