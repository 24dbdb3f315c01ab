package dev.groundplan.engine.puppet;

import dev.groundplan.engine.Change;
import dev.groundplan.engine.Console;
import dev.groundplan.engine.Console.Stream;
import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.configuration.Report;
import dev.groundplan.engine.configuration.Secrets;
import dev.groundplan.engine.process.Exit;
import dev.groundplan.engine.tool.Json;
import dev.groundplan.engine.tool.JsonLines;
import dev.groundplan.engine.tool.LastWords;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what our code in Puppet tells: keeps the results, and narrates its remarks in the log. */
final class Events implements Report {
    /** The name of the one node, which is the worker itself. */
    static final String HOST = "localhost";

    private static final String START = "{\"gp\"";
    private static final Set<String> GRAVE = Set.of("err", "alert", "crit", "emerg");

    private final StepJob job;
    private final JsonLines lines = new JsonLines(START, this::take, this::text);
    private final List<ResourceResult> results = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final LastWords lastWords = new LastWords("Puppet");
    private final Listener listener;
    private final ObjectNode outputs = Json.MAPPER.createObjectNode();
    private final Set<String> secretOutputs = new HashSet<>();
    private @Nullable JsonNode catalog;
    private boolean begun;
    private boolean ended;
    private boolean completed;

    Events(StepJob job, Listener listener) {
        this.job = job;
        this.listener = listener;
    }

    @Override
    public void line(Stream stream, String text) {
        if (stream == Stream.OUT) {
            lines.line(text);
        } else {
            lastWords.add(text);
            console().line(stream, text);
        }
    }

    @Override
    public void idle() {
        listener.idle();
    }

    private Console console() {
        return job.console();
    }

    /** Whether any resource was begun. */
    @Override
    public boolean begun() {
        return begun;
    }

    /** Whether Puppet left its transaction, be it before its end. */
    @Override
    public boolean ended() {
        return ended;
    }

    /** Whether it went through all resources. */
    boolean completed() {
        return completed;
    }

    /** Puppet ends with 0, whatever became of a catalog. */
    @Override
    public boolean succeeded(Exit exit) {
        return exit.code() == 0
                && completed
                && results.stream().noneMatch(result -> result.failed() || result.blocked());
    }

    @Override
    public JsonNode outputs() {
        return outputs;
    }

    @Override
    public Set<String> secretOutputs() {
        return secretOutputs;
    }

    /** What was compiled, with all secrets in clear: to be sealed, never to be shown. */
    Optional<JsonNode> catalog() {
        return Optional.ofNullable(catalog);
    }

    /** What a check reported, in the order in which it would happen. */
    List<Change> changes() {
        var reader = new ChangeReader(Secrets.of(job.inputs()));
        return results.stream().flatMap(result -> reader.read(result).stream()).toList();
    }

    /** Why what was entered can't be a plan; empty when it can. */
    Optional<EngineException> refusal() {
        return catalog != null ? Optional.empty() : Refusal.of(errors, job.inputs());
    }

    @Override
    public String reason(String phase, Exit exit) {
        lines.giveUp();
        var failed = results.stream().filter(ResourceResult::failed).findFirst();
        var reason =
                failed.map(Events::sentence)
                        .or(() -> errors.stream().findFirst().map(Refusal::plain))
                        .orElse("");
        return Refusal.withoutSecrets(lastWords.reason(phase, exit, reason), job.inputs());
    }

    private static String sentence(ResourceResult result) {
        var message = result.message().isEmpty() ? "" : ": " + result.message();
        return result.reference() + " failed" + message;
    }

    private void take(JsonNode event) {
        switch (Json.text(event, "gp")) {
            case "log" -> remark(event);
            case "catalog" -> catalog = event.path("catalog");
            case "begin" -> {
                begun = true;
                listener.begins(ResourceResult.address(Json.text(event, "resource")));
            }
            case "result" -> {
                var result = ResourceResult.of(event);
                results.add(result);
                listener.ends(result.address(), result.item());
            }
            case "end" -> end(event);
            default -> {
                // of a later version of our own code
            }
        }
    }

    private void remark(JsonNode event) {
        if (GRAVE.contains(Json.text(event, "level"))) {
            errors.add(Json.text(event, "message"));
            lastWords.add(Json.text(event, "message"));
        }
        Narration.of(event).forEach(line -> console().line(Stream.OUT, line));
    }

    private void end(JsonNode event) {
        ended = true;
        completed = event.path("completed").asBoolean(false);
        for (var output : event.path("outputs")) {
            var name = Json.text(output, "name");
            outputs.set(name, output.path("value"));
            if (output.path("secret").asBoolean(false)) {
                secretOutputs.add(name);
            }
        }
    }

    /** A line of ours that was cut off may be a catalog. */
    private void text(String text) {
        if (text.startsWith(START)) {
            return;
        }
        lastWords.add(text);
        console().line(Stream.OUT, text);
    }
}
