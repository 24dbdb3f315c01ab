package dev.groundplan.engine.chef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.groundplan.engine.Change;
import dev.groundplan.engine.ChangeAction;
import dev.groundplan.engine.EngineBench;
import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Guarantee;
import dev.groundplan.engine.Intent;
import dev.groundplan.engine.Outcome;
import dev.groundplan.engine.RecordingConsole;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.StepSpec;
import dev.groundplan.engine.configuration.State;
import dev.groundplan.engine.process.ProcessRunner;
import dev.groundplan.engine.process.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.node.ObjectNode;

/** What only Chef's plans have. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("Chef's plans, with a stand-in replaying captured output")
class ChefPlanTests {
    private static final String SECRET = "s3cr3t-Zebra-4711";
    private static final String SECRET_BYTES =
            Arrays.toString(SECRET.getBytes(StandardCharsets.UTF_8)).replaceAll("[\\[\\]]", "");
    private static final String PAGE =
            """
            file "#{node['page']['place']}/page.txt" do
              content node['page']['text']
              mode '0644'
            end
            """;

    @TempDir Path temp;
    private ConfigurableApplicationContext context;
    private EngineBench bench;
    private final RecordingConsole console = new RecordingConsole();

    @BeforeAll
    void start(@TempDir Path data, @TempDir Path tools) throws IOException {
        context = ChefBench.start(data, settings(tools));
        assumeThat(context.getBean(ChefEngine.class).availability().missing())
                .as("Ruby, for the stand-in, is installed")
                .isNull();
    }

    private static Map<String, String> settings(Path tools) throws IOException {
        return Map.of("groundplan.tools.chef", ChefBench.standIn(tools).toString());
    }

    @AfterAll
    void stop() {
        context.close();
    }

    @BeforeEach
    void layOut(@TempDir Path folder) {
        bench = new EngineBench(context.getBean(ChefEngine.class), folder);
    }

    @Test
    void looksAgainBeforeItRuns() throws Exception {
        var step = step(PAGE);
        var plan = bench.plan(job(step, Intent.APPLY));
        assertThat(plan.guarantee()).isEqualTo(Guarantee.PREDICTED);

        Files.writeString(bench.dir().environment().resolve("page.txt"), "somebody was faster");

        assertThat(bench.stale(job(step, Intent.APPLY), plan))
                .hasValue("Chef's check now says something else than what was approved.");
    }

    @Test
    void showsWhatSomebodyChangedAsDrift() throws Exception {
        var step = step(PAGE + "execute 'echo hi'\n");
        bench.apply(job(step, Intent.APPLY), bench.plan(job(step, Intent.APPLY)));
        Files.writeString(bench.dir().environment().resolve("page.txt"), "by hand");

        var plan = bench.plan(job(step, Intent.REFRESH));

        assertThat(plan.changesNothing()).isTrue();
        assertThat(plan.drift())
                .singleElement()
                .satisfies(
                        change -> {
                            assertThat(change.target()).isEqualTo("localhost");
                            assertThat(change.type()).isEqualTo("file");
                            assertThat(change.diffText()).contains("-by hand", "+hello");
                        });
    }

    @Test
    void forgetsWhatNoRecipeUndoes() throws Exception {
        var step = step(PAGE);
        bench.apply(job(step, Intent.APPLY), bench.plan(job(step, Intent.APPLY)));

        var leaving = bench.plan(job(step, Intent.DESTROY));

        assertThat(leaving.changes())
                .extracting(Change::action)
                .containsExactly(ChangeAction.FORGET);
        var result = bench.apply(job(step, Intent.DESTROY), leaving);
        assertThat(result.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(bench.dir().environment().resolve("page.txt")).exists();
    }

    @Test
    void runsTheRecipesThatTheStepNamesInTheirOrder() throws Exception {
        bench.file("chef/page/recipes/other.rb", "execute 'echo other'\n");
        var step = step(PAGE);
        ((ObjectNode) step.options()).putArray("run_list").add("page::other").add("recipe[page]");

        assertThat(bench.plan(job(step, Intent.APPLY)).changes())
                .extracting(Change::address, Change::action)
                .containsExactly(
                        Tuple.tuple("localhost · execute[echo other] run", ChangeAction.RUN),
                        Tuple.tuple(
                                "localhost · file[" + place() + "/page.txt] create",
                                ChangeAction.CREATE));
    }

    @Test
    void saysWhatACheckCouldNotFindOut() throws Exception {
        var step =
                step(
                        PAGE
                                + """
                                file 'x' do
                                  only_if { raise 'The service is not there yet.' }
                                end
                                """);

        var plan = bench.plan(job(step, Intent.APPLY));

        assertThat(plan.complete()).isFalse();
        assertThat(plan.changes())
                .extracting(Change::action)
                .containsExactly(ChangeAction.CREATE, ChangeAction.ERROR);
        assertThat(plan.warnings())
                .singleElement()
                .asString()
                .contains("The service is not there yet.");
    }

    /** Only the stand-in has a resource like that. */
    @Test
    void takesForARunWhatACheckCannotTell() throws Exception {
        var step = step("unchecked 'x'\n");

        var plan = bench.plan(job(step, Intent.APPLY));

        assertThat(plan.changes())
                .extracting(Change::action, Change::reason)
                .containsExactly(
                        Tuple.tuple(
                                ChangeAction.RUN, "A check can't tell what it would do: it runs."));
        assertThat(bench.apply(job(step, Intent.APPLY), plan).done()).isEqualTo(1);
    }

    @Test
    void namesFileAndLineOfARecipeThatCannotBeRead() throws Exception {
        var step = step("\nno_such_resource 'x'\n");

        assertThatThrownBy(() -> bench.plan(job(step, Intent.APPLY)))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("Chef can't read the cookbook: ")
                .hasMessageContaining("page/recipes/default.rb:2: undefined method");
    }

    @Test
    void takesNothingThatARecipePrintsForAnEvent() throws Exception {
        var forged = "{\"gp\":\"end\",\"status\":\"ok\",\"outputs\":{\"a\":1}}";
        var step = step("puts '" + forged + "'\nprint 'no end of line'\nraise 'over'\n");

        assertThatThrownBy(() -> bench.plan(job(step, Intent.APPLY)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("over");
        assertThat(console.lines(dev.groundplan.engine.Console.Stream.ERR)).contains(forged);
    }

    @Test
    void hidesWhatTheTemplateHides() throws Exception {
        var step =
                step(
                        """
                        file "#{node['page']['place']}/page.txt" do
                          content "#{node['page']['text']}-hidden"
                          sensitive true
                        end
                        """);
        Files.writeString(bench.dir().environment().resolve("page.txt"), "old");

        var plan = bench.plan(job(step, Intent.APPLY));

        assertThat(plan.changes())
                .singleElement()
                .satisfies(
                        change -> {
                            assertThat(change.diffText()).isNull();
                            assertThat(change.after()).isNull();
                            assertThat(change.reason()).startsWith("What it changes is hidden");
                        });
        assertThat(console.text()).doesNotContain("hello-hidden");
    }

    @Test
    void marksASecretWhereverItEndsUp() throws Exception {
        var step = step(PAGE.replace("['text']", "['secret']"));

        var plan = bench.plan(job(step, Intent.APPLY));

        assertThat(plan.changes())
                .singleElement()
                .satisfies(
                        change -> {
                            assertThat(change.sensitive()).containsExactly("/content");
                            assertThat(change.after()).isNotNull();
                            assertThat(change.after().at("/content").asString()).isEqualTo(SECRET);
                        });
        bench.apply(job(step, Intent.APPLY), plan);
        assertThat(console.text()).doesNotContain(SECRET);
    }

    @Test
    void goesOnWithAnApplyWhoseWorkerIsGone() throws Exception {
        var step = step(PAGE + "log 'Wait'\nexecute 'sleep 3'\n");
        var plan = bench.plan(job(step, Intent.APPLY));
        var stopped = new StoppingConsole("log[Wait]");
        assertThat(bench.apply(job(step, Intent.APPLY, stopped), plan).outcome())
                .isEqualTo(Outcome.UNPROVEN);

        var result = context.getBean(ChefEngine.class).recover(job(step, Intent.APPLY), plan);

        assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(result.done()).isEqualTo(2);
        assertThat(State.read(bench.dir()).orElseThrow().items()).hasSize(2);
    }

    @Test
    void keepsTemplatesFromWhatIsNotTheirsEvenWhileTheyArePlanned() throws Exception {
        assumeThat(context.getBean(Sandbox.class).status().working())
                .as("the sandbox works")
                .isTrue();
        var canary = temp.resolve("canary");
        var step =
                step(
                        """
                        File.write('%s', 'x') rescue puts('kept from the disk')
                        File.write("#{node['page']['place']}/planned", 'x') rescue puts('kept from writing')
                        puts ENV.keys.sort.join(' ')
                        """
                                .formatted(canary));

        bench.plan(job(step, Intent.APPLY));

        assertThat(console.text()).contains("kept from the disk", "kept from writing");
        assertThat(canary).doesNotExist();
        assertThat(bench.dir().environment().resolve("planned")).doesNotExist();
    }

    @Test
    void leavesNothingBehindWithTheValues() throws Exception {
        var step = step(PAGE);
        var plan = bench.plan(job(step, Intent.APPLY));
        assertThat(bench.dir().sealed()).isDirectoryContaining("glob:**attributes.json");

        bench.apply(job(step, Intent.APPLY), plan);

        assertThat(EngineBench.snapshot(bench.dir().run()))
                .containsKey("sealed/" + CommandLines.ATTRIBUTES)
                .allSatisfy(
                        (name, bytes) ->
                                assertThat(bytes.contains(SECRET_BYTES))
                                        .as(name)
                                        .isEqualTo(name.equals("sealed/attributes.json")));
    }

    @Test
    void refusesToConfigureTheWorkerWhereNobodyAllowedIt(@TempDir Path data, @TempDir Path tools)
            throws Exception {
        var settings = new java.util.HashMap<>(settings(tools));
        settings.put("groundplan.chef.local", "false");
        try (var closed = ChefBench.start(data, settings)) {
            var step = step(PAGE);
            bench.plan(job(step, Intent.APPLY));

            assertThatThrownBy(() -> closed.getBean(ChefEngine.class).plan(job(step, Intent.APPLY)))
                    .isInstanceOf(EngineException.class)
                    .hasMessageEndingWith("only where an admin sets groundplan.chef.local=true.");
        }
    }

    /** As a worker that is stopped in mid-apply. */
    private static final class StoppingConsole extends RecordingConsole {
        private final String last;
        private volatile boolean stops;

        StoppingConsole(String last) {
            this.last = last;
        }

        @Override
        public void line(Stream stream, CharSequence text) {
            super.line(stream, text);
            stops |= text.toString().contains(last);
        }

        @Override
        public boolean workerStops() {
            return stops;
        }
    }

    private StepSpec step(String recipe) throws IOException {
        bench.file("chef/page/metadata.rb", "name 'page'\n");
        bench.file("chef/page/recipes/default.rb", recipe);
        return bench.step("chef/page");
    }

    private StepJob job(StepSpec step, Intent intent) {
        return job(step, intent, console);
    }

    private StepJob job(StepSpec step, Intent intent, RecordingConsole where) {
        var values =
                EngineBench.values(Map.of("text", "hello", "secret", SECRET, "place", place()));
        return bench.job(step, intent, values, Set.of("secret"), where);
    }

    private String place() {
        return context.getBean(ProcessRunner.class).paths(bench.dir()).environment();
    }
}
