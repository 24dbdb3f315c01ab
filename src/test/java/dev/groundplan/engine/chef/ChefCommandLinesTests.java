package dev.groundplan.engine.chef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundplan.engine.EngineBench;
import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Inputs;
import dev.groundplan.engine.Intent;
import dev.groundplan.engine.RecordingConsole;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.process.CancelPolicy.Target;
import dev.groundplan.engine.process.Command;
import dev.groundplan.engine.process.Network;
import dev.groundplan.engine.tool.Binary;
import dev.groundplan.engine.tool.Json;
import dev.groundplan.engine.tool.Version;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.node.ObjectNode;

/**
 * Exactly these command lines and environments: whatever people enter, nothing of it is in them.
 */
class ChefCommandLinesTests {
    private static final String VALUE = "#{`id`} <%= `id` %> secret-Zebra";

    @TempDir Path temp;
    private ConfigurableApplicationContext context;
    private CommandLines commands;
    private EngineBench bench;
    private Path program;

    @BeforeEach
    void start() throws Exception {
        open(Map.of());
        bench = new EngineBench(context.getBean(ChefEngine.class), temp.resolve("bench"));
        for (var name : new String[] {"metadata.rb", "recipes/default.rb", "recipes/leave.rb"}) {
            var file = bench.dir().source().resolve("chef/it's").resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "");
        }
        Files.createDirectories(bench.dir().scratch());
        var bin = Files.createDirectories(temp.toRealPath().resolve("opt/cinc/bin"));
        Files.createDirectories(bin.resolveSibling("embedded"));
        program = Files.writeString(bin.resolve("cinc-client"), "");
    }

    private void open(Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.put("groundplan.sandbox", "off");
        context = ChefBench.start(temp.resolve("data"), all);
        commands = context.getBean(CommandLines.class);
    }

    @AfterEach
    void stop() {
        context.close();
    }

    @Test
    void checksAndApplies() {
        assertThat(line(commands.apply(job(Intent.APPLY), cinc())))
                .isEqualTo(
                        "CINC --local-mode --no-color --config RUN/scratch/client.rb"
                                + " --json-attributes RUN/sealed/attributes.json");
        assertThat(line(commands.check(job(Intent.APPLY), cinc())))
                .endsWith("RUN/sealed/attributes.json --why-run");
    }

    @Test
    void checksTheSyntaxWithoutValuesAndNetwork() {
        var command = commands.syntax(job(Intent.APPLY), cinc());

        assertThat(line(command)).isEqualTo("CINC --local-mode --config RUN/scratch/syntax.rb");
        assertThat(command.network()).isEqualTo(Network.NONE);
        assertThat(command.access().environmentWritable()).isFalse();
    }

    @Test
    void asksTheClientAloneToStopAndNeverKillsAnApply() {
        var job = job(Intent.APPLY);

        assertThat(commands.apply(job, cinc()).cancel().target()).isEqualTo(Target.LEADER);
        assertThat(commands.apply(job, cinc()).cancel().grace()).isNull();
        assertThat(commands.check(job, cinc()).cancel().grace()).isNotNull();
        assertThat(commands.check(job, cinc()).access().environmentWritable()).isFalse();
    }

    @Test
    void givesAnEnvironmentOfItsOwnAndTheFolderOfTheClientToRead() {
        var command = commands.apply(job(Intent.APPLY), cinc());

        assertThat(command.environment()).containsOnlyKeys("PATH", "HOME", "TMPDIR", "LANG");
        assertThat(command.environment().values()).noneMatch(value -> value.contains("Zebra"));
        assertThat(command.access().readOnly()).containsExactly(program.getParent().getParent());
    }

    @Test
    void acceptsALicenceOnlyForAnAdmin() throws Exception {
        var chef = binary(Installation.CHEF);
        assertThatThrownBy(() -> commands.refuse(chef))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("groundplan.chef.accept-license=true");
        assertThat(commands.apply(job(Intent.APPLY), chef).environment())
                .doesNotContainKey("CHEF_LICENSE");
        commands.refuse(cinc());

        context.close();
        open(Map.of("groundplan.chef.accept-license", "true"));

        commands.refuse(chef);
        assertThat(commands.apply(job(Intent.APPLY), chef).environment())
                .containsEntry("CHEF_LICENSE", "accept-no-persist");
        assertThat(commands.apply(job(Intent.APPLY), cinc()).environment())
                .doesNotContainKey("CHEF_LICENSE");
    }

    @Test
    void configuresTheClientToKeepToTheRunsOwnFolders() throws Exception {
        commands.lay(job(Intent.APPLY));

        assertThat(bench.dir().scratch().resolve("client.rb"))
                .content()
                .contains("cookbook_path ['" + bench.dir().source().toAbsolutePath() + "/chef']")
                .contains("local_mode true", "listen false", "client_fork false")
                .contains("%w[repo nodes clients cache backup]")
                .contains("event_handlers << Groundplan::Events.new('localhost')")
                .doesNotContain("Zebra", bench.dir().sealed().toString());
        assertThat(ClientConfiguration.quoted("a'#{b}\\")).isEqualTo("'a\\'#{b}\\\\'");
    }

    @Test
    void handsValuesOverAsAttributesOfTheCookbookAndNothingElse() throws Exception {
        var values = EngineBench.values(Map.of("run_list", "role[x]", "text", "täglich ☕"));
        var cookbooks = commands.cookbooks(job(Intent.APPLY));

        var bytes = Attributes.bytes(cookbooks, values);

        assertThat(new String(bytes, StandardCharsets.UTF_8)).isASCII();
        var attributes = Json.MAPPER.readTree(bytes);
        assertThat(attributes.propertyNames()).containsExactly("run_list", "it's");
        assertThat(attributes.path("run_list").toString()).isEqualTo("[\"recipe[it's::default]\"]");
        assertThat(attributes.path("it's")).isEqualTo(values);
    }

    @Test
    void tellsAPersonHowToGoOnByHand() throws Exception {
        var dir = Files.createDirectories(temp.resolve("by-hand"));
        Files.createDirectories(dir.resolve("source/chef/it's"));
        Files.writeString(dir.resolve("source/chef/it's/metadata.rb"), "");
        var inputs = new Inputs(EngineBench.values(Map.of("text", VALUE)), Set.of("text"));

        var lines = ByHand.commands(bench.step("chef/it's"), inputs, dir);

        var client =
                "cinc-client --local-mode --config client.rb --json-attributes attributes.json";
        assertThat(lines).containsSubsequence(client + " --why-run", client);
        assertThat(String.join("", lines)).doesNotContain("Zebra");
        assertThat(dir.resolve("attributes.json")).content().contains("secret-Zebra");
        assertThat(dir.resolve("client.rb"))
                .content()
                .contains("cookbook_path [File.expand_path('source/chef')]");
    }

    @Test
    void undoesWithTheRecipeThatTheStepNames() throws Exception {
        var step = bench.step("chef/it's");
        ((ObjectNode) step.options()).put("undo", "its::leave");
        var job =
                bench.job(
                        step,
                        Intent.DESTROY,
                        EngineBench.values(Map.of()),
                        Set.of(),
                        new RecordingConsole());

        assertThat(commands.cookbooks(job).recipes()).containsExactly("its::leave");
    }

    /** What a template ran before may have put it there. */
    @Test
    void writesNothingThroughALink() throws Exception {
        var outside = Files.writeString(temp.resolve("outside"), "untouched");
        Files.createSymbolicLink(bench.dir().scratch().resolve("client.rb"), outside);

        commands.lay(job(Intent.APPLY));

        assertThat(outside).hasContent("untouched");
        assertThat(bench.dir().scratch().resolve("client.rb"))
                .isRegularFile()
                .satisfies(file -> assertThat(Files.isSymbolicLink(file)).isFalse());
        assertThat(bench.dir().scratch().resolve("groundplan_events.rb")).isNotEmptyFile();
    }

    private Binary cinc() {
        return binary("Cinc Client");
    }

    private Binary binary(String product) {
        return new Binary(program, product, Version.of("18.7.10"), "sha256:1");
    }

    private StepJob job(Intent intent) {
        var values = EngineBench.values(Map.of("text", VALUE));
        return bench.job(
                bench.step("chef/it's"), intent, values, Set.of("text"), new RecordingConsole());
    }

    private String line(Command command) {
        return String.join(" ", command.argv())
                .replace(bench.dir().run().toAbsolutePath().toString(), "RUN")
                .replace(program.toString(), "CINC");
    }
}
