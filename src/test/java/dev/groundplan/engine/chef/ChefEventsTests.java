package dev.groundplan.engine.chef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.engine.Change;
import dev.groundplan.engine.ChangeAction;
import dev.groundplan.engine.Console.Stream;
import dev.groundplan.engine.EngineKind;
import dev.groundplan.engine.ExecutionId;
import dev.groundplan.engine.Inputs;
import dev.groundplan.engine.Intent;
import dev.groundplan.engine.Limits;
import dev.groundplan.engine.RecordingConsole;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.StepSpec;
import dev.groundplan.engine.Workdir;
import dev.groundplan.engine.configuration.Item;
import dev.groundplan.engine.configuration.Report;
import dev.groundplan.engine.process.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What our event handler says of runs that were captured from Chef Infra Client 18.7.10. */
class ChefEventsTests {
    private static final Exit DONE = new Exit(0, Exit.Cause.ENDED);
    private final RecordingConsole console = new RecordingConsole();
    private final Heard heard = new Heard();

    @Test
    void makesRowsOfACheck() throws Exception {
        var events = read("whyrun.jsonl");

        assertThat(events.succeeded(DONE)).isTrue();
        assertThat(events.refusal(DONE)).isEmpty();
        assertThat(events.changes())
                .extracting(Change::address, Change::action)
                .containsExactly(
                        row("directory[/srv/demo/etc] create", ChangeAction.CREATE),
                        row("template[/srv/demo/etc/app.conf] create", ChangeAction.CREATE),
                        row("file[/srv/demo/etc/index.html] create", ChangeAction.CREATE),
                        row("execute[migrate] run", ChangeAction.RUN),
                        row("execute[always] run", ChangeAction.RUN),
                        row("ruby_block[rb] run", ChangeAction.RUN),
                        row("execute[restart] run", ChangeAction.RUN));
        assertThat(events.outputs().path("url").asString()).isEqualTo("http://localhost:9090");
    }

    @Test
    void hidesASensitiveResourceAndSaysWhatWasAssumed() throws Exception {
        assertThat(read("whyrun.jsonl").changes().get(1))
                .satisfies(
                        change -> {
                            assertThat(change.after()).isNull();
                            assertThat(change.reason())
                                    .startsWith("What it changes is hidden (sensitive).")
                                    .endsWith(
                                            "Assuming directory /srv/demo/etc would have been created");
                        });
    }

    @Test
    void showsWhatDiffers() throws Exception {
        var changes = read("drift.jsonl").changes();

        assertThat(changes.get(0))
                .satisfies(
                        change -> {
                            assertThat(change.action()).isEqualTo(ChangeAction.UPDATE);
                            assertThat(change.before()).hasToString("{\"mode\":\"0700\"}");
                            assertThat(change.after())
                                    .hasToString("{\"mode\":\"0755\",\"recursive\":true}");
                            assertThat(change.reason())
                                    .isEqualTo("change mode from '0700' to '0755'");
                        });
        assertThat(changes.get(1).diffText()).isNull();
        assertThat(changes.get(2).diffText())
                .startsWith("--- /srv/demo/etc/index.html")
                .endsWith("\n hello Shop\n-tampered");
    }

    @Test
    void tellsLiveWhatBeginsAndHowItEnded() throws Exception {
        read("drift.jsonl");

        assertThat(heard.begun)
                .hasSize(6)
                .isEqualTo(heard.ended.stream().map(Item::address).toList());
        assertThat(heard.ended)
                .allMatch(item -> item.touched() && item.kept() && !item.failed())
                .extracting(Item::name)
                .contains("directory[/srv/demo/etc]");
    }

    @Test
    void narratesInTheWordsOfChef() throws Exception {
        read("whyrun.jsonl");

        assertThat(plain())
                .containsSequence(
                        "Recipe: web::default",
                        "  * directory[/srv/demo/etc] action create",
                        "    - create new directory /srv/demo/etc",
                        "    - change mode from '' to '0755'",
                        "  * template[/srv/demo/etc/app.conf] action create",
                        "    - create new file /srv/demo/etc/app.conf")
                .endsWith("Chef is done");
    }

    @Test
    void countsANotifiedResourceOnceAndWithItsWorstEnd() {
        var events = events();
        say(events, result("ok", "").replace("file", "service"));
        say(events, result("updated", "").replace("file", "service"));
        say(events, result("failed", "no unit").replace("file", "service"));
        say(events, "{\"gp\":\"end\",\"status\":\"failed\",\"message\":\"over\"}");

        assertThat(events.changes())
                .singleElement()
                .satisfies(
                        change -> {
                            assertThat(change.action()).isEqualTo(ChangeAction.ERROR);
                            assertThat(change.reason()).isEqualTo("no unit");
                        });
        assertThat(events.reason("run", new Exit(1, Exit.Cause.ENDED)))
                .isEqualTo("\"service[/x]\" failed on localhost: no unit");
    }

    @Test
    void takesAnIgnoredFailureForNone() {
        var events = events();
        say(
                events,
                result("failed", "never mind").replace("\"ignored\":false", "\"ignored\":true"));

        assertThat(events.changes()).isEmpty();
        assertThat(heard.ended).allMatch(item -> !item.failed());
    }

    @Test
    void countsWhatWasInterruptedAsPossiblyChanged() {
        var events = events();
        say(events, result("interrupted", ""));

        assertThat(heard.ended).singleElement().matches(item -> item.failed() && item.touched());
        assertThat(events.ended()).isFalse();
    }

    @Test
    void saysWithWhichWordsAClientEndedThatNeverBegan() {
        var events = events();
        events.line(Stream.ERR, "FATAL: Configuration error");

        assertThat(events.refusal(new Exit(43, Exit.Cause.ENDED)))
                .hasValueSatisfying(
                        refusal ->
                                assertThat(refusal)
                                        .hasMessage(
                                                "Chef's check ended with exit code 43: FATAL: Configuration error"));
    }

    private static Tuple row(String address, ChangeAction action) {
        return Tuple.tuple("localhost · " + address, action);
    }

    private static String result(String status, String message) {
        return """
               {"gp":"result","host":"localhost","type":"file","name":"/x","action":"create","status":"%s",\
               "message":"%s","ignored":false,"texts":[],"assumed":[]}"""
                .formatted(status, message);
    }

    private Events read(String name) throws IOException {
        var events = events();
        try (var lines = getClass().getResourceAsStream("/chef-standin/" + name)) {
            var text = Objects.requireNonNull(lines).readAllBytes();
            new String(text, StandardCharsets.UTF_8).lines().forEach(line -> say(events, line));
        }
        return events;
    }

    private static void say(Events events, String line) {
        events.line(Stream.OUT, line);
    }

    private Events events() {
        var nothing = JsonMapper.shared().createObjectNode();
        var step =
                new StepSpec(
                        "site",
                        new EngineKind("chef"),
                        "chef",
                        List.of(),
                        nothing,
                        nothing,
                        Map.of());
        return new Events(
                new StepJob(
                        new ExecutionId(UUID.randomUUID()),
                        step,
                        Intent.APPLY,
                        new Workdir(Path.of("root"), Path.of("environment")),
                        new Inputs(nothing, Set.of()),
                        Limits.NONE,
                        console),
                heard);
    }

    private List<String> plain() {
        return console.lines(Stream.OUT).stream()
                .map(line -> line.replaceAll("\u001b\\[\\d*m", ""))
                .toList();
    }

    private static final class Heard implements Report.Listener {
        private final List<String> begun = new ArrayList<>();
        private final List<Item> ended = new ArrayList<>();

        @Override
        public void begins(String address) {
            begun.add(address);
        }

        @Override
        public void ends(String address, Item item) {
            ended.add(item);
        }

        @Override
        public void idle() {}
    }
}
