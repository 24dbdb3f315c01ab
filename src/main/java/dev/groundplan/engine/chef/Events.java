package dev.groundplan.engine.chef;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what our event handler tells: keeps the results, and narrates them in the log. */
final class Events implements Report {
    private static final String START = "{\"gp\"";
    private final StepJob job;
    private final JsonLines lines = new JsonLines(START, this::take, this::text);
    private final Map<String, ResourceResult> results = new LinkedHashMap<>();
    private final List<String> broken = new ArrayList<>();
    private final LastWords lastWords = new LastWords("Chef");
    private final Narration narration = new Narration();
    private final Listener listener;
    private @Nullable JsonNode end;
    private boolean begun;

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

    /** Whether a resource was begun. */
    @Override
    public boolean begun() {
        return begun;
    }

    @Override
    public boolean ended() {
        return end != null;
    }

    @Override
    public boolean succeeded(Exit exit) {
        return exit.code() == 0 && status().equals("ok");
    }

    private String status() {
        return end == null ? "" : Json.text(end, "status");
    }

    /** A recipe has no mark for them: what is secret, the declaration says. */
    @Override
    public Set<String> secretOutputs() {
        return Set.of();
    }

    @Override
    public JsonNode outputs() {
        return end == null || !end.path("outputs").isObject()
                ? Json.MAPPER.createObjectNode()
                : end.path("outputs");
    }

    /** What a check reported, resource by resource. */
    List<Change> changes() {
        var reader = new ChangeReader(Secrets.of(job.inputs()));
        return results.values().stream().flatMap(result -> reader.read(result).stream()).toList();
    }

    /** Why a check can't be a plan; empty when it can. */
    Optional<EngineException> refusal(Exit exit) {
        if (succeeded(exit)) {
            return Optional.empty();
        }
        var problem =
                java.util.stream.Stream.concat(
                                failed().stream().map(ResourceResult::message),
                                java.util.stream.Stream.of(message()))
                        .flatMap(text -> problem(text).stream())
                        .findFirst();
        if (problem.isPresent()) {
            var text =
                    "Chef does not accept what was entered. %s: %s"
                            .formatted(problem.get().input(), problem.get().message());
            return Optional.of(new EngineException(text, List.of(problem.get()), false));
        }
        return exit.orderly() && ended() && failed().isPresent()
                ? Optional.empty()
                : Optional.of(new EngineException(reason("check", exit)));
    }

    private Optional<ResourceResult> failed() {
        return results.values().stream().filter(ResourceResult::failed).findFirst();
    }

    private String message() {
        return end == null ? "" : Json.text(end, "message");
    }

    /** By convention, what a recipe raises about a parameter begins with its name and a colon. */
    private Optional<InputProblem> problem(String message) {
        int colon = message.indexOf(':');
        var name = message.substring(0, Math.max(colon, 0));
        return job.inputs().values().has(name)
                ? Optional.of(new InputProblem(name, message.substring(colon + 1).strip()))
                : Optional.empty();
    }

    @Override
    public String reason(String phase, Exit exit) {
        lines.giveUp();
        var words = failed().map(Events::sentence).orElseGet(this::unread);
        return lastWords.reason(phase, exit, words);
    }

    private static String sentence(ResourceResult result) {
        var message = result.sentence().isEmpty() ? "" : ": " + result.sentence();
        return "\"" + result.id().resource() + "\" failed on " + result.id().host() + message;
    }

    /** Why the recipes can't be run at all; empty when Chef does not say. */
    private String unread() {
        if (!broken.isEmpty()) {
            return "Chef can't read the cookbook: " + broken.get(0);
        }
        var first = message().strip().lines().findFirst().orElse("");
        return first.isEmpty() || status().equals("ok") ? "" : "Chef failed: " + first;
    }

    private void take(JsonNode event) {
        switch (Json.text(event, "gp")) {
            case "begin" -> {
                begun = true;
                listener.begins(ResourceResult.Id.of(event).address());
            }
            case "result" -> {
                var result = ResourceResult.of(event);
                results.merge(result.id().address(), result, (old, now) -> now.after(old));
                listener.ends(result.id().address(), result.item());
            }
            case "broken" -> broken.add(place(event) + ": " + firstLine(event));
            case "end" -> end = event;
            default -> {
                // the log alone tells it
            }
        }
        narration.of(event).forEach(line -> job.console().line(Stream.OUT, line));
    }

    /** Chef works on a copy of its cookbooks. */
    private static String place(JsonNode event) {
        var file = Json.text(event, "file");
        int start = file.lastIndexOf("/cookbooks/");
        var shown = start < 0 ? file : file.substring(start + "/cookbooks/".length());
        int line = event.path("line").asInt(0);
        return line == 0 ? shown : shown + ":" + line;
    }

    private static String firstLine(JsonNode event) {
        return Json.text(event, "message").strip().lines().findFirst().orElse("");
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
