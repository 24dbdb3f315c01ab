package dev.groundplan.engine.puppet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.node.ObjectNode;

/** What only Puppet's plans have, with the real tool. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PuppetPlanTests {
    private static final String KEY = "s3cr3t-Zebra-0815";
    private static final String PAGE =
            "file { \"${place}/page.txt\": content => \"${text}\\n\" }\n";

    @TempDir Path temp;
    private ConfigurableApplicationContext context;
    private EngineBench bench;
    private final RecordingConsole console = new RecordingConsole();

    @BeforeAll
    void start(@TempDir Path data) {
        context = PuppetBench.start(data, Map.of());
        var engine = context.getBean(PuppetEngine.class);
        assumeThat(engine.availability().missing()).as("Puppet is installed").isNull();
    }

    @AfterAll
    void stop() {
        context.close();
    }

    @BeforeEach
    void layOut(@TempDir Path folder) {
        bench = new EngineBench(context.getBean(PuppetEngine.class), folder);
    }

    @Test
    void appliesTheVeryCatalogThatWasReviewed() throws Exception {
        var step =
                step("$now = generate('/bin/date', '+%s%N')\n" + PAGE.replace("${text}", "$now"));
        var plan = bench.plan(job(step, Intent.APPLY));

        assertThat(plan.guarantee()).isEqualTo(Guarantee.PREDICTED);
        assertThat(bench.stale(job(step, Intent.APPLY), plan)).isEmpty();
        bench.apply(job(step, Intent.APPLY), plan);

        assertThat(plan.changes())
                .singleElement()
                .satisfies(
                        change ->
                                assertThat(change.diffText())
                                        .contains(Files.readString(file("page.txt")).strip()));
    }

    @Test
    void looksAgainBeforeItApplies() throws Exception {
        var step = step(PAGE);
        var plan = bench.plan(job(step, Intent.APPLY));

        Files.writeString(file("page.txt"), "somebody was faster");

        assertThat(bench.stale(job(step, Intent.APPLY), plan))
                .hasValue("Puppet's check now says something else than what was approved.");
    }

    @Test
    void showsWhatSomebodyChangedAsDrift() throws Exception {
        var step = step(PAGE);
        bench.apply(job(step, Intent.APPLY), bench.plan(job(step, Intent.APPLY)));
        Files.writeString(file("page.txt"), "by hand\n");

        var plan = bench.plan(job(step, Intent.REFRESH));

        assertThat(plan.changesNothing()).isTrue();
        assertThat(plan.drift())
                .singleElement()
                .satisfies(
                        change -> {
                            assertThat(change.action()).isEqualTo(ChangeAction.UPDATE);
                            assertThat(change.diffText()).contains("-by hand", "+hello");
                        });
        assertThat(file("page.txt")).hasContent("by hand");
    }

    @Test
    void tellsMakingFromChangingRunningAndTakingAway() throws Exception {
        Files.writeString(file("old.txt"), "old");
        Files.writeString(file("mode.txt"), "same");
        Files.createDirectory(file("folder"));
        Files.setPosixFilePermissions(
                file("mode.txt"), PosixFilePermissions.fromString("rw-r--r--"));
        var step =
                step(
                        """
                        file { "${place}/new": ensure => directory, mode => '0750' }
                        -> file { "${place}/old.txt": ensure => absent }
                        -> file { "${place}/mode.txt": mode => '0600' }
                        -> file { "${place}/folder": ensure => file, force => true }
                        -> exec { 'always': command => '/bin/true' }
                        -> exec { 'done': command => '/bin/true', unless => '/bin/true' }
                        -> exec { 'idle': command => '/bin/true', refreshonly => true }
                        -> exec { 'after': command => '/bin/true', refreshonly => true,
                             subscribe => File["${place}/new"] }
                        -> notify { 'nothing to see': }
                        """);

        var changes = bench.plan(job(step, Intent.APPLY)).changes();

        assertThat(changes)
                .extracting(Change::type, Change::action)
                .containsExactly(
                        tuple("File", ChangeAction.CREATE),
                        tuple("File", ChangeAction.DELETE),
                        tuple("File", ChangeAction.UPDATE),
                        tuple("File", ChangeAction.REPLACE),
                        tuple("Exec", ChangeAction.RUN),
                        tuple("Exec", ChangeAction.RUN));
        assertThat(changes.get(0).address()).isEqualTo("localhost · File[" + place() + "/new]");
        assertThat(changes.get(0).after().path("mode").asString()).isEqualTo("0750");
        assertThat(changes.get(2).before().path("mode").asString()).isEqualTo("0644");
        assertThat(changes.get(2).after().path("mode").asString()).isEqualTo("0600");
        assertThat(changes.get(5).name()).isEqualTo("after");
    }

    @Test
    void keepsResourcesFromActingInACheckWhateverTheySay() throws Exception {
        var step =
                step(
                        PAGE.replace("content", "noop => false, content")
                                + "exec { \"/usr/bin/touch ${place}/ran\": noop => false }\n");

        assertThat(bench.plan(job(step, Intent.APPLY)).changes()).hasSize(2);
        assertThat(bench.dir().environment()).isEmptyDirectory();
    }

    @Test
    void forgetsWhatNoManifestUndoes() throws Exception {
        var step = step(PAGE);
        bench.apply(job(step, Intent.APPLY), bench.plan(job(step, Intent.APPLY)));

        var leaving = bench.plan(job(step, Intent.DESTROY));

        assertThat(leaving.changes())
                .extracting(Change::action)
                .containsExactly(ChangeAction.FORGET);
        var result = bench.apply(job(step, Intent.DESTROY), leaving);
        assertThat(result.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(file("page.txt")).exists();
    }

    @Test
    void marksWhatIsSensitiveAndWhatHoldsASecret() throws Exception {
        var step =
                step(
                        """
                        file { "${place}/marked": content => Sensitive("derived-4711 ${text}") }
                        file { "${place}/plain": content => "key=${key.unwrap}" }
                        groundplan_output {
                          'made':  value => Sensitive("derived-4711");
                          'given': value => "k:${key.unwrap}";
                          'list':  value => [$text];
                        }
                        """);

        var plan = bench.plan(job(step, Intent.APPLY));
        var result = bench.apply(job(step, Intent.APPLY), plan);

        assertThat(plan.changes())
                .hasSize(2)
                .allSatisfy(
                        change -> {
                            assertThat(change.action()).isEqualTo(ChangeAction.CREATE);
                            assertThat(change.sensitive()).contains("/content");
                            assertThat(change.diffText()).isNull();
                        });
        assertThat(result.outputs())
                .extracting(output -> output.name(), output -> output.sensitive())
                .containsExactlyInAnyOrder(
                        tuple("made", true), tuple("given", true), tuple("list", false));
        assertThat(console.text()).doesNotContain(KEY, "derived-4711");
        assertThat(file("plain")).hasContent("key=" + KEY);
    }

    @Test
    void passesOnNoSecretWithARefusal() throws Exception {
        bench.file(
                "site.pp",
                "class page(Enum['a'] $text, Variant[Enum['b'], Sensitive] $key) { fail($key.unwrap) }\ninclude page\n");

        assertThatThrownBy(() -> bench.plan(job(bench.step("site.pp"), Intent.APPLY)))
                .isInstanceOfSatisfying(
                        EngineException.class,
                        refused -> {
                            assertThat(refused.inputProblems())
                                    .extracting(EngineException.InputProblem::input)
                                    .containsExactly("text");
                            assertThat(refused.getMessage()).doesNotContain(KEY);
                        });
    }

    @Test
    void showsAtItsFieldWhatAManifestRefuses() throws Exception {
        var step = step("if $text == 'hello' { fail('text: Say something else.') }\n");

        assertThatThrownBy(() -> bench.plan(job(step, Intent.APPLY)))
                .isInstanceOfSatisfying(
                        EngineException.class,
                        refused ->
                                assertThat(refused.inputProblems())
                                        .containsExactly(
                                                new EngineException.InputProblem(
                                                        "text", "Say something else.")));
    }

    @Test
    void saysWhereAManifestIsWrong() throws Exception {
        var step = step("nonsense { 'a': }\n");

        assertThatThrownBy(() -> bench.plan(job(step, Intent.APPLY)))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("Unknown resource type: 'nonsense' (site.pp:");
    }

    /** What it prints looks as our own lines do. */
    @Test
    void believesNothingThatATemplatePrints() throws Exception {
        var end = "{\\\"gp\\\":\\\"end\\\",\\\"completed\\\":true,\\\"outputs\\\":[]}";
        var step =
                step(
                        "notify { \"a\\n%s\": }\n-> exec { '/bin/false': }\n".formatted(end)
                                + "notice(\"b\\n%s\")\n".formatted(end)
                                + "generate('/bin/sh', '-c', 'echo b >&2')\n");
        var plan = bench.plan(job(step, Intent.APPLY));

        var result = bench.apply(job(step, Intent.APPLY), plan);

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.message()).contains("Exec[/bin/false] failed");
    }

    @Test
    void recordsWhatWasDoneBeforeAFailureAndNotWhatDependsOnIt() throws Exception {
        var step =
                step(
                        PAGE
                                + """
                                -> exec { '/bin/false': }
                                -> file { "${place}/later.txt": content => 'x' }
                                """);
        var plan = bench.plan(job(step, Intent.APPLY));

        var result = bench.apply(job(step, Intent.APPLY), plan);

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.done()).isEqualTo(1);
        assertThat(State.parse(bench.state().orElseThrow()).orElseThrow().items())
                .containsOnlyKeys("localhost · File[" + place() + "/page.txt]");
    }

    @Test
    void warnsOfWhatCannotBeCheckedYet() throws Exception {
        var step = step(PAGE + "package { 'sl': ensure => present, provider => pkgng }\n");

        var plan = bench.plan(job(step, Intent.APPLY));

        assertThat(plan.complete()).isFalse();
        assertThat(plan.changes())
                .extracting(Change::action)
                .containsExactlyInAnyOrder(ChangeAction.CREATE, ChangeAction.ERROR);
        assertThat(plan.warnings()).singleElement().asString().contains("sl");
    }

    @Test
    void goesOnWithAnApplyWhoseWorkerIsGone() throws Exception {
        var step = step(PAGE + "-> notify { 'Waiting': }\n-> exec { '/bin/sleep 3': }\n");
        var plan = bench.plan(job(step, Intent.APPLY));
        var stopped = new StoppingConsole("Waiting");
        assertThat(bench.apply(job(step, Intent.APPLY, stopped), plan).outcome())
                .isEqualTo(Outcome.UNPROVEN);

        var result = context.getBean(PuppetEngine.class).recover(job(step, Intent.APPLY), plan);

        assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(result.done()).isEqualTo(2);
        assertThat(State.read(bench.dir()).orElseThrow().items()).hasSize(1);
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
                        $said = generate('/bin/sh', '-c', "touch %s; touch ${place}/planned; echo tried")
                        notice($said)
                        exec { 'look': command => '/bin/true', unless => "/usr/bin/touch ${place}/looked" }
                        """
                                .formatted(canary));

        bench.plan(job(step, Intent.APPLY));

        assertThat(console.text()).contains("tried");
        assertThat(canary).doesNotExist();
        assertThat(bench.dir().environment()).isEmptyDirectory();
    }

    @Test
    void leavesNothingBehindInTheHomeOfTheWorker() throws Exception {
        var home = Path.of(System.getProperty("user.home"));
        var before = names(home.resolve(".puppetlabs")) + names(home.resolve(".puppet"));
        var step = step(PAGE);

        bench.apply(job(step, Intent.APPLY), bench.plan(job(step, Intent.APPLY)));

        assertThat(names(home.resolve(".puppetlabs")) + names(home.resolve(".puppet")))
                .isEqualTo(before);
        assertThat(EngineBench.snapshot(bench.dir().environment())).containsOnlyKeys("page.txt");
        assertThat(EngineBench.snapshot(bench.dir().sealed()))
                .containsOnlyKeys("catalog.json", "plan.json", "values.json");
    }

    @Test
    void appliesAndTakesBackTheTemplateOfTheCatalog() throws Exception {
        FileSystemUtils.copyRecursively(
                Path.of("templates-catalog/motd-service"), bench.template());
        var step = bench.step("puppet/motd");
        ((ObjectNode) step.options()).put("undo", "puppet/leave.pp");
        var values =
                EngineBench.values(
                        Map.of("message", "a <b> & \\&", "token", KEY, "folder", place()));

        for (var intent : new Intent[] {Intent.APPLY, Intent.DESTROY}) {
            var job = bench.job(step, intent, values, Set.of("token"), console);
            var plan = bench.plan(job);
            assertThat(plan.complete()).as(plan.warnings().toString()).isTrue();
            assertThat(plan.changes()).hasSize(intent == Intent.APPLY ? 6 : 1);
            var result = bench.apply(job, plan);
            assertThat(result.outcome()).as(result.message()).isEqualTo(Outcome.SUCCEEDED);
            if (intent == Intent.APPLY) {
                assertThat(plan.changes())
                        .anySatisfy(change -> assertThat(change.diffText()).contains("+.contact"));
                assertThat(file("motd/index.html"))
                        .content()
                        .contains(">a &lt;b&gt; &amp; \\&amp;<");
                assertThat(file("motd/notice.conf")).content().contains("token = " + KEY);
                assertThat(file("motd/style.css")).content().contains(".contact");
            }
        }
        assertThat(bench.dir().environment()).isEmptyDirectory();
        assertThat(console.text()).doesNotContain(KEY);
    }

    @Test
    void tellsAPersonHowToGoOnByHand() throws Exception {
        var step = step(PAGE);
        var folder = Files.createDirectories(temp.resolve("by hand"));
        Files.createDirectories(folder.resolve("source"));
        Files.copy(bench.template().resolve("site.pp"), folder.resolve("source/site.pp"));

        var lines =
                context.getBean(PuppetEngine.class)
                        .byHand(step, job(step, Intent.APPLY).inputs(), folder);

        assertThat(lines)
                .hasSize(3)
                .last()
                .asString()
                .endsWith(
                        "--hiera_config hiera.yaml --modulepath 'source/modules' 'source/site.pp'");
        assertThat(folder.resolve("values.json")).content().contains("\"page::text\":\"hello\"");
        assertThat(folder.resolve("groundplan_output.rb")).isNotEmptyFile();
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

    private static String names(Path folder) throws IOException {
        return Files.isDirectory(folder) ? EngineBench.snapshot(folder).keySet().toString() : "";
    }

    private StepSpec step(String resources) throws IOException {
        bench.file(
                "site.pp",
                """
                class page(String $text, Sensitive[String] $key) {
                  $place = '%s'
                %s}
                include page
                """
                        .formatted(place(), resources.indent(2)));
        return bench.step("site.pp");
    }

    private StepJob job(StepSpec step, Intent intent) {
        return job(step, intent, console);
    }

    private StepJob job(StepSpec step, Intent intent, RecordingConsole where) {
        var values = EngineBench.values(Map.of("text", "hello", "key", KEY));
        return bench.job(step, intent, values, Set.of("key"), where);
    }

    private Path file(String name) {
        return bench.dir().environment().resolve(name);
    }

    private String place() {
        return context.getBean(ProcessRunner.class).paths(bench.dir()).environment();
    }
}
