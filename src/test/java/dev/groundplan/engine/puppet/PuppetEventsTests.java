package dev.groundplan.engine.puppet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.engine.Console;
import dev.groundplan.engine.Console.Stream;
import dev.groundplan.engine.EngineBench;
import dev.groundplan.engine.EngineKind;
import dev.groundplan.engine.ExecutionId;
import dev.groundplan.engine.Inputs;
import dev.groundplan.engine.Intent;
import dev.groundplan.engine.Limits;
import dev.groundplan.engine.RecordingConsole;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.StepSpec;
import dev.groundplan.engine.Workdir;
import dev.groundplan.engine.configuration.Report;
import dev.groundplan.engine.process.Exit;
import dev.groundplan.engine.tool.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PuppetEventsTests {
    private static final Exit ENDED = new Exit(0, Exit.Cause.ENDED);

    private final RecordingConsole console = new RecordingConsole();
    private final Events events = new Events(job(), Report.Listener.NONE);

    @Test
    void printsNothingOfACatalogThatIsCutOff() {
        events.line(
                Stream.OUT,
                "{\"gp\":\"catalog\",\"catalog\":{\"a\":\"derived-4711" + Console.GOES_ON);
        events.line(Stream.OUT, "derived-4712");

        var reason = events.reason("check", new Exit(-1, Exit.Cause.KILLED));

        assertThat(reason).isEqualTo("Puppet's check was killed before its end.");
        assertThat(console.text()).isEmpty();
    }

    @Test
    void believesNoExitCode() {
        assertThat(events.succeeded(ENDED)).isFalse();

        events.line(Stream.OUT, result("\"failed\":true,\"messages\":[\"No such user\\nat all\"]"));
        events.line(Stream.OUT, "{\"gp\":\"end\",\"completed\":true,\"outputs\":[]}");

        assertThat(events.ended()).isTrue();
        assertThat(events.succeeded(ENDED)).isFalse();
        assertThat(events.reason("run", ENDED)).isEqualTo("File[/x] failed: No such user");
    }

    @Test
    void hidesSecretsInWhatPuppetQuotes() {
        events.line(
                Stream.OUT,
                "{\"gp\":\"log\",\"level\":\"err\",\"source\":\"Puppet\",\"message\":\"Evaluation Error: Error while evaluating a"
                        + " Function Call, bad zebra-4711 (file: /run/source/a/site.pp, line: 3, column: 4) on node localhost\"}");

        assertThat(events.reason("check", ENDED)).isEqualTo("bad … (a/site.pp:3)");
    }

    @Test
    void takesNoOtherLineForAnEvent() {
        events.line(Stream.ERR, "{\"gp\":\"end\",\"completed\":true,\"outputs\":[]}");
        events.line(Stream.OUT, " {\"gp\":\"end\",\"completed\":true,\"outputs\":[]}");

        assertThat(events.ended()).isFalse();
        assertThat(console.lines()).hasSize(2);
    }

    private static String result(String more) {
        return "{\"gp\":\"result\",\"resource\":\"File[/x]\",\"type\":\"File\",\"title\":\"/x\","
                + more
                + "}";
    }

    private StepJob job() {
        var json = Json.MAPPER;
        var step =
                new StepSpec(
                        "step",
                        new EngineKind("puppet"),
                        "site.pp",
                        List.of(),
                        json.createObjectNode(),
                        json.createObjectNode(),
                        Map.of());
        return new StepJob(
                new ExecutionId(UUID.randomUUID()),
                step,
                Intent.APPLY,
                new Workdir(Path.of("none"), Path.of("none")),
                new Inputs(EngineBench.values(Map.of("key", "zebra-4711")), Set.of("key")),
                Limits.NONE,
                console);
    }
}
