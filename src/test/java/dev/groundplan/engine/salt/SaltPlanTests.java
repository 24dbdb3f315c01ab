package dev.groundplan.engine.salt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.groundplan.engine.Change;
import dev.groundplan.engine.ChangeAction;
import dev.groundplan.engine.EngineBench;
import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Guarantee;
import dev.groundplan.engine.Inputs;
import dev.groundplan.engine.Intent;
import dev.groundplan.engine.Outcome;
import dev.groundplan.engine.RecordingConsole;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.StepSpec;
import dev.groundplan.engine.configuration.State;
import dev.groundplan.engine.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What only Salt's plans have, with the real tool. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class SaltPlanTests {
    private static final String SECRET = "s3cr3t-Zebra-4711";
    private static final String PAGE =
            """
            page:
              file.managed:
                - name: PLACE/page.txt
                - contents: {{ pillar['text'] | json }}
            """;

    @TempDir Path temp;
    private ConfigurableApplicationContext context;
    private EngineBench bench;
    private RecordingConsole console;

    @BeforeAll
    void start(@TempDir Path data) {
        context = SaltBench.start(data, Map.of());
        assumeThat(engine().availability().missing()).as("Salt is installed").isNull();
    }

    @AfterAll
    void stop() {
        context.close();
    }

    @BeforeEach
    void layOut(@TempDir Path folder) {
        bench = new EngineBench(engine(), folder);
        console = new RecordingConsole();
    }

    @Test
    void showsWhatEachStateDoes() throws Exception {
        write("gone.txt", "old\n");
        write("old.txt", "old\n");
        var step =
                step(
                        """
                        folder:
                          file.directory:
                            - name: PLACE/folder
                        away:
                          file.absent:
                            - name: PLACE/gone.txt
                        changed:
                          file.managed:
                            - name: PLACE/old.txt
                            - contents: new
                        link:
                          file.symlink:
                            - name: PLACE/link
                            - target: old.txt
                        two:
                          file.managed:
                            - names: [PLACE/a, PLACE/b]
                            - contents: {{ pillar['text'] | json }}
                        look:
                          test.succeed_with_changes: []
                        reload:
                          cmd.run:
                            - name: echo reloaded
                            - onchanges: [{file: changed}]
                        """);

        var plan = bench.plan(job(step, Intent.APPLY));

        assertThat(plan.guarantee()).isEqualTo(Guarantee.PREDICTED);
        assertThat(plan.changes())
                .extracting(Change::address, Change::action)
                .containsExactly(
                        row("folder (file.directory)", ChangeAction.CREATE),
                        row("away (file.absent)", ChangeAction.DELETE),
                        row("changed (file.managed)", ChangeAction.UPDATE),
                        row("link (file.symlink)", ChangeAction.CREATE),
                        row("two (file.managed)", ChangeAction.CREATE),
                        row("two (file.managed) (2)", ChangeAction.CREATE),
                        row("reload (cmd.run)", ChangeAction.RUN));
        var result = bench.apply(job(step, Intent.APPLY), plan);
        assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(result.done()).isEqualTo(7);
        assertThat(bench.plan(job(step, Intent.APPLY)).changes()).isEmpty();
    }

    @Test
    void looksAgainBeforeItApplies() throws Exception {
        var step = step(PAGE);
        var plan = bench.plan(job(step, Intent.APPLY));

        write("page.txt", "somebody was faster");

        assertThat(bench.stale(job(step, Intent.APPLY), plan))
                .hasValue("Salt's check now says something else than what was approved.");
    }

    @Test
    void forgetsWhatNoSlsUndoes() throws Exception {
        var step = step(PAGE);
        bench.apply(job(step, Intent.APPLY), bench.plan(job(step, Intent.APPLY)));

        var leaving = bench.plan(job(step, Intent.DESTROY));

        assertThat(leaving.changes())
                .extracting(Change::action)
                .containsExactly(ChangeAction.FORGET);
        var result = bench.apply(job(step, Intent.DESTROY), leaving);
        assertThat(result.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(place("page.txt")).exists();
        assertThat(engine().resources(bench.state().orElseThrow())).isEmpty();
    }

    @Test
    void showsWhatSomebodyChangedAsDrift() throws Exception {
        var step = step(PAGE + "each-time:\n  cmd.run:\n    - name: echo hello\n");
        bench.apply(job(step, Intent.APPLY), bench.plan(job(step, Intent.APPLY)));
        write("page.txt", "by hand\n");

        var plan = bench.plan(job(step, Intent.REFRESH));

        assertThat(plan.changesNothing()).isTrue();
        assertThat(plan.drift())
                .singleElement()
                .satisfies(
                        change -> {
                            assertThat(change.target()).isEqualTo("localhost");
                            assertThat(change.diffText()).contains("-by hand", "+hello");
                        });
    }

    @Test
    void saysWhatATestCouldNotFindOut() throws Exception {
        var step =
                step(
                        PAGE
                                + """
                                too-early:
                                  file.copy:
                                    - name: PLACE/copy
                                    - source: PLACE/not-there-yet
                                """);

        var plan = bench.plan(job(step, Intent.APPLY));

        assertThat(plan.complete()).isFalse();
        assertThat(plan.changes())
                .extracting(Change::action)
                .containsExactly(ChangeAction.CREATE, ChangeAction.ERROR);
        assertThat(plan.warnings()).singleElement().asString().contains("too-early");
    }

    @Test
    void doesNotTakeATestThatOnlyFailsForNothingToDo() throws Exception {
        var step = step("too-early:\n  test.fail_without_changes:\n    - name: no service yet\n");

        for (var intent : new Intent[] {Intent.APPLY, Intent.REFRESH}) {
            assertThatThrownBy(() -> bench.plan(job(step, intent)))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("too-early");
        }
    }

    @Test
    void namesTheLineOfAnSlsThatCannotBeRendered() throws Exception {
        var step = step("page:\n  file.managed:\n    - name: {{ pillar['nothing'] | json }}\n");

        assertThatThrownBy(() -> bench.plan(job(step, Intent.APPLY)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("SLS web, line 3")
                .hasMessageNotContaining("\n");
    }

    @Test
    void findsStatesThatSaltDoesNotKnow() throws Exception {
        var step = step("include: [.more]\n");
        bench.file("web/more.sls", "a:\n  file.managed:\n    - name: /a\nb:\n  file.nosuch: []\n");

        assertThat(bench.validate(job(step, Intent.APPLY)))
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.file()).isEqualTo("web/more.sls");
                            assertThat(problem.line()).isEqualTo(5);
                            assertThat(problem.message())
                                    .isEqualTo("Salt knows no state file.nosuch.");
                        });
    }

    @Test
    void triesAnSlsWithValuesOfItsSchemaBeforeAnybodyEnteredAny() throws Exception {
        bench.file(
                "web/parameters.schema.json",
                "{\"properties\": {\"port\": {\"type\": \"integer\"}}}");
        var step = step("a:\n  file.managed:\n    - name: /{{ pillar['port'] + 1 }}\n");
        var nobody = bench.job(step, Intent.APPLY, EngineBench.values(Map.of()), Set.of(), console);

        assertThat(bench.validate(nobody)).isEmpty();
    }

    @Test
    void blamesARefusalOfASlsOnTheInput() throws Exception {
        var step = step("{{ raise('text: No greetings.') }}\n");

        assertThatThrownBy(() -> bench.plan(job(step, Intent.APPLY)))
                .isInstanceOfSatisfying(
                        EngineException.class,
                        refused ->
                                assertThat(refused.inputProblems())
                                        .containsExactly(
                                                new EngineException.InputProblem(
                                                        "text", "No greetings.")));
    }

    /** Each of them would steer a pillar that Salt renders itself. */
    @Test
    void takesValuesForDataWhateverTheyAreCalled() throws Exception {
        var values =
                Map.of(
                        "include", List.of("elsewhere"),
                        "__all__", "#!py\nimport os",
                        "text", "\u0085\u2028\u007f{{ 1 + 1 }}");
        var step =
                step(
                        """
                        tell:
                          groundplan.output:
                            - include: {{ pillar['include'] | json }}
                            - all: {{ pillar['__all__'] | json }}
                            - text: {{ pillar['text'] | json }}
                        """);
        var job = bench.job(step, Intent.APPLY, EngineBench.values(values), Set.of(), console);

        var result = bench.apply(job, bench.plan(job));

        assertThat(result.outputs())
                .extracting(output -> output.name() + "=" + output.value())
                .containsExactly(
                        "all=\"#!py\\nimport os\"",
                        "include=[\"elsewhere\"]",
                        "text=" + EngineBench.values(values).get("text"));
    }

    @Test
    void keepsAnOutputSecretThatTheStatesCallSecret() throws Exception {
        var step = step(PAGE + "key:\n  groundplan.secret:\n    - key: generated-4711\n");

        var result = bench.apply(job(step, Intent.APPLY), bench.plan(job(step, Intent.APPLY)));

        assertThat(result.outputs())
                .singleElement()
                .satisfies(
                        output -> {
                            assertThat(output.value().asString()).isEqualTo("generated-4711");
                            assertThat(output.sensitive()).isTrue();
                        });
        assertThat(console.text()).doesNotContain("generated-4711");
    }

    @Test
    void marksASecretWhereverItEndsUp() throws Exception {
        var step =
                step(
                        """
                        ask:
                          cmd.run:
                            - name: "true"
                            - env:
                              - TOKEN: {{ pillar['secret'] | json }}
                        """);

        var plan = bench.plan(job(step, Intent.APPLY));

        assertThat(plan.changes())
                .singleElement()
                .satisfies(
                        change -> assertThat(change.sensitive()).containsExactly("/env/0/TOKEN"));
        bench.apply(job(step, Intent.APPLY), plan);
        assertThat(console.text()).doesNotContain(SECRET);
    }

    @Test
    void hidesWhatTheTemplateHides() throws Exception {
        var step =
                step(
                        PAGE
                                + "    - show_changes: false\n"
                                + "silent:\n  file.managed:\n    - name: PLACE/silent\n"
                                + "    - contents: {{ pillar['text'] | json }}\n    - no_log: true\n");

        var plan = bench.plan(job(step, Intent.APPLY));

        assertThat(plan.changes())
                .allSatisfy(
                        change -> {
                            assertThat(change.diffText()).isNull();
                            assertThat(change.after()).isNull();
                            assertThat(change.reason()).contains("hidden");
                        });
        assertThat(console.text()).doesNotContain("hello");
    }

    @Test
    void tellsOfStatesThatRunSideBySide() throws Exception {
        var step =
                step(
                        """
                        together:
                          cmd.run:
                            - names: ['test -d PLACE', 'echo done']
                            - parallel: true
                        """);
        var plan = bench.plan(job(step, Intent.APPLY));
        assertThat(plan.changes()).hasSize(2);

        var result = bench.apply(job(step, Intent.APPLY), plan);

        assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(result.done()).isEqualTo(2);
        assertThat(State.read(bench.dir()).orElseThrow().items()).hasSize(2);
    }

    @Test
    void goesOnWithAnApplyWhoseWorkerIsGone() throws Exception {
        var step = step(PAGE + "wait:\n  cmd.run:\n    - name: sleep 3\n");
        var plan = bench.plan(job(step, Intent.APPLY));
        var stopped = new StoppingConsole("page (file.managed)");
        assertThat(bench.apply(job(step, Intent.APPLY, stopped), plan).outcome())
                .isEqualTo(Outcome.UNPROVEN);

        var result = engine().recover(job(step, Intent.APPLY), plan);

        assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(result.done()).isEqualTo(2);
        assertThat(State.read(bench.dir()).orElseThrow().items()).hasSize(2);
    }

    @Test
    void leavesNothingBehindButWhatTheStatesMade() throws Exception {
        var step = step(PAGE);
        var plan = bench.plan(job(step, Intent.APPLY));
        assertThat(EngineBench.snapshot(bench.dir().sealed()))
                .containsOnlyKeys("inputs.json", "plan.json");
        assertThat(Files.getPosixFilePermissions(bench.dir().sealed().resolve("inputs.json")))
                .hasSize(2);

        bench.apply(job(step, Intent.APPLY), plan);

        assertThat(EngineBench.snapshot(bench.dir().environment())).containsOnlyKeys("page.txt");
        assertThat(EngineBench.snapshot(bench.dir().source())).hasSize(1);
    }

    @Test
    void refusesToConfigureTheWorkerUnlessAnAdminAllowsIt() throws Exception {
        try (var closed =
                SaltBench.start(temp.resolve("closed"), Map.of("groundplan.salt.local", "false"))) {
            bench = new EngineBench(closed.getBean(SaltEngine.class), temp.resolve("bench"));
            var step = step(PAGE);

            assertThatThrownBy(() -> bench.plan(job(step, Intent.APPLY)))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("groundplan.salt.local=true");
        }
    }

    @Test
    void writesDownWhatAPersonNeedsToGoOn() throws Exception {
        var step = step(PAGE);
        var dir = Files.createDirectories(temp.resolve("hand"));
        Files.createDirectories(dir.resolve("source/web"));
        Files.writeString(dir.resolve("source/web/init.sls"), "");
        var inputs = new Inputs(EngineBench.values(Map.of("text", "hello")), Set.of());

        var lines = engine().byHand(step, inputs, dir);

        assertThat(lines.get(0))
                .isEqualTo("salt-call --local --config-dir . state.apply web test=True");
        assertThat(dir.resolve("minion")).content().contains("source/web");
        assertThat(Files.getPosixFilePermissions(dir.resolve("inputs.json"))).hasSize(2);
        assertThat(dir.resolve("groundplan.py")).isNotEmptyFile();
    }

    @Test
    void appliesTheTemplateOfTheCatalogWithEveryTextAsItWasTyped() throws Exception {
        var template = Path.of("templates-catalog/app-settings/salt");
        FileSystemUtils.copyRecursively(template, bench.template().resolve("salt"));
        var step = bench.step("salt");
        ((ObjectNode) step.options()).put("undo", "salt/leave.sls");
        var about = "Says \"hi\": {{ 1 + 1 }}\n- <b>täglich</b>";
        var values =
                EngineBench.values(
                        Map.of(
                                "name",
                                "shop",
                                "port",
                                8080,
                                "about",
                                about,
                                "level",
                                "info",
                                "features",
                                List.of("a: b", "<i>"),
                                "token",
                                SECRET,
                                "folder",
                                environment()));
        var applied = bench.job(step, Intent.APPLY, values, Set.of("token"), console);

        var plan = bench.plan(applied);
        assertThat(plan.changes()).extracting(Change::action).containsOnly(ChangeAction.CREATE);
        assertThat(plan.toString()).doesNotContain(SECRET);
        var result = bench.apply(applied, plan);

        assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.SUCCEEDED);
        var settings = JsonMapper.shared().readTree(place("shop/settings.json").toFile());
        assertThat(settings.path("about").asString()).isEqualTo(about);
        assertThat(settings.path("features").path(0).asString()).isEqualTo("a: b");
        assertThat(place("shop/index.html")).content().contains("&lt;b&gt;", "&lt;i&gt;");
        assertThat(place("shop/token")).hasContent(SECRET);
        assertThat(bench.plan(applied).changesNothing()).isTrue();
        var gone = bench.job(step, Intent.DESTROY, values, Set.of("token"), console);
        bench.apply(gone, bench.plan(gone));
        assertThat(place("shop")).doesNotExist();
    }

    @Test
    void keepsTemplatesFromWhatIsNotTheirsEvenWhileTheyArePlanned() throws Exception {
        assumeThat(context.getBean(dev.groundplan.engine.process.Sandbox.class).status().working())
                .as("the sandbox works")
                .isTrue();
        var canary = temp.resolve("canary");
        var step =
                step(
                        """
                        reach-out:
                          test.show_notification:
                            - text: {{ salt['cmd.run']('touch %s PLACE/planned 2>&1; echo tried', python_shell=True) | json }}
                        """
                                .formatted(canary));

        bench.plan(job(step, Intent.APPLY));

        assertThat(console.text()).contains("tried");
        assertThat(canary).doesNotExist();
        assertThat(place("planned")).doesNotExist();
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

    private SaltEngine engine() {
        return context.getBean(SaltEngine.class);
    }

    private static Tuple row(String address, ChangeAction action) {
        return Tuple.tuple("localhost · " + address, action);
    }

    private StepSpec step(String states) throws IOException {
        bench.file("web/init.sls", states.replace("PLACE", environment()));
        return bench.step("web");
    }

    /** Where the child sees it. */
    private String environment() {
        return context.getBean(ProcessRunner.class).paths(bench.dir()).environment();
    }

    private StepJob job(StepSpec step, Intent intent) {
        return job(step, intent, console);
    }

    private StepJob job(StepSpec step, Intent intent, RecordingConsole where) {
        var values = EngineBench.values(Map.of("text", "hello", "secret", SECRET));
        return bench.job(step, intent, values, Set.of("secret"), where);
    }

    private Path place(String name) {
        return bench.dir().environment().resolve(name);
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(place(name), content);
    }
}
