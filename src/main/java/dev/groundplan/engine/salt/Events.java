package dev.groundplan.engine.salt;

import dev.groundplan.engine.Change;
import dev.groundplan.engine.Console.Stream;
import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.EngineException.InputProblem;
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
import java.util.stream.Stream.Builder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what our module tells: keeps the results, and narrates them in the log. */
final class Events implements Report {
    private static final String START = "{\"gp\"";
    private final StepJob job;
    private final JsonLines lines = new JsonLines(START, this::take, this::text);
    private final StateResult.Reader reader = new StateResult.Reader();
    private final List<StateResult> results = new ArrayList<>();
    private final LastWords lastWords = new LastWords("Salt");
    private final Listener listener;
    private final ObjectNode outputs = Json.MAPPER.createObjectNode();
    private final Set<String> secretOutputs = new HashSet<>();
    private @Nullable JsonNode end;
    private boolean begun;
    private boolean interrupted;

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
            job.console().line(stream, text);
        }
    }

    @Override
    public void idle() {
        listener.idle();
    }

    @Override
    public boolean begun() {
        return begun;
    }

    @Override
    public boolean ended() {
        return end != null;
    }

    /** Whether it heard the request to stop, and stopped. */
    boolean interrupted() {
        return interrupted;
    }

    /** Salt's exit code is 0 for an SLS that was cut short. */
    @Override
    public boolean succeeded(Exit exit) {
        return exit.code() == 0
                && ended()
                && errors().isEmpty()
                && results.stream().noneMatch(StateResult::failed);
    }

    @Override
    public Set<String> secretOutputs() {
        return secretOutputs;
    }

    @Override
    public JsonNode outputs() {
        return outputs;
    }

    /** Why the SLS can't be rendered; empty when it can. */
    List<RenderError> errors() {
        return end == null ? List.of() : RenderError.all(end.path("errors"));
    }

    /** What a test reported, in the order in which it would happen. */
    List<Change> changes() {
        var reader = new ChangeReader(Secrets.of(job.inputs()));
        return results.stream().flatMap(result -> reader.read(result).stream()).toList();
    }

    /** Why a test can't be a plan; empty when it can. */
    Optional<EngineException> refusal() {
        var said = java.util.stream.Stream.<String>builder();
        errors().forEach(error -> said.add(error.message()));
        results.stream().filter(StateResult::failed).forEach(result -> add(said, result));
        var problems = said.build().flatMap(each -> problem(each).stream()).distinct().toList();
        if (!problems.isEmpty()) {
            var text = new StringBuilder("The states do not accept what was entered.");
            problems.forEach(
                    each -> text.append(" %s: %s".formatted(each.input(), each.message())));
            return Optional.of(new EngineException(text.toString(), problems, false));
        }
        return errors().stream().findFirst().map(each -> new EngineException(each.sentence()));
    }

    /** In a test, a state that fails on purpose does not give its own comment. */
    private static void add(Builder<String> said, StateResult result) {
        if (result.quiet()) {
            said.add(Json.text(result.given(), "name"));
            said.add(Json.text(result.given(), "comment"));
        }
    }

    /** By convention, a sentence about a parameter begins with its name and a colon. */
    private Optional<InputProblem> problem(String message) {
        int colon = message.indexOf(':');
        var name = message.substring(0, Math.max(0, colon));
        return job.inputs().values().has(name)
                ? Optional.of(new InputProblem(name, message.substring(colon + 1).strip()))
                : Optional.empty();
    }

    @Override
    public String reason(String phase, Exit exit) {
        lines.giveUp();
        var error = errors().stream().findFirst().map(RenderError::sentence);
        var failed = results.stream().filter(StateResult::failed).findFirst();
        return lastWords.reason(
                phase, exit, error.or(() -> failed.map(Events::sentence)).orElse(""));
    }

    private static String sentence(StateResult result) {
        var message = result.message().isEmpty() ? "." : ": " + result.message();
        return "\"%s\" (%s) failed%s".formatted(result.id(), result.type(), message);
    }

    private void take(JsonNode event) {
        switch (Json.text(event, "gp")) {
            case "begin" -> {
                begun = true;
                listener.begins(reader.address(event));
            }
            case "result" -> result(event);
            case "interrupted" -> interrupted = true;
            case "end" -> end = event;
            default -> {
                // Salt's own last line: our module returns nothing
            }
        }
    }

    private void result(JsonNode event) {
        for (var output : event.path("outputs").properties()) {
            outputs.set(output.getKey(), output.getValue());
            if (event.path("secret").asBoolean(false)) {
                secretOutputs.add(output.getKey());
            }
        }
        var result = reader.read(event);
        results.add(result);
        listener.ends(result.address(), result.item());
        Narration.of(result).forEach(line -> job.console().line(Stream.OUT, line));
    }

    /** A line of ours that was cut off may hold anything. */
    private void text(String text) {
        if (text.startsWith(START)) {
            return;
        }
        lastWords.add(text);
        job.console().line(Stream.OUT, text);
    }
}
