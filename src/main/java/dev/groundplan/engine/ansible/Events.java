package dev.groundplan.engine.ansible;

import dev.groundplan.engine.Change;
import dev.groundplan.engine.Console;
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
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what our callback plugin tells: keeps the results, and narrates them in the log. */
final class Events implements Report {
    private final StepJob job;
    private final JsonLines lines = new JsonLines("{\"gp\"", this::take, this::text);
    private final TaskResult.Reader reader = new TaskResult.Reader();
    private final List<TaskResult> results = new ArrayList<>();
    private final LastWords lastWords = new LastWords("Ansible");
    private final Listener listener;
    private final Set<String> secretOutputs = new HashSet<>();
    private @Nullable JsonNode stats;
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

    /** Whether a task was begun on any host. */
    @Override
    public boolean begun() {
        return begun;
    }

    @Override
    public boolean ended() {
        return stats != null;
    }

    @Override
    public boolean succeeded(Exit exit) {
        return exit.code() == 0 && ended();
    }

    /** Those that a task set whose results are hidden. */
    @Override
    public Set<String> secretOutputs() {
        return secretOutputs;
    }

    @Override
    public JsonNode outputs() {
        return stats == null ? Json.MAPPER.createObjectNode() : stats.path("outputs");
    }

    /** What a check reported, task by task; hosts answer in any order. */
    List<Change> changes() {
        var byTask = new LinkedHashMap<String, List<TaskResult>>();
        for (var result : results) {
            byTask.computeIfAbsent(result.task(), task -> new ArrayList<>()).add(result);
        }
        byTask.values().forEach(hosts -> hosts.sort(Comparator.comparing(TaskResult::host)));
        var reader = new ChangeReader(Secrets.of(job.inputs()));
        return byTask.values().stream()
                .flatMap(List::stream)
                .flatMap(result -> reader.read(result).stream())
                .toList();
    }

    /** Why a check can't be a plan; empty when it can. */
    Optional<EngineException> refusal() {
        var problems = new ArrayList<InputProblem>();
        results.stream()
                .filter(TaskResult::failed)
                .forEach(result -> problem(result).ifPresent(problems::add));
        if (!problems.isEmpty()) {
            var text = new StringBuilder("Ansible does not accept what was entered.");
            problems.forEach(
                    each -> text.append(" %s: %s".formatted(each.input(), each.message())));
            return Optional.of(new EngineException(text.toString(), problems, false));
        }
        return results.stream()
                .filter(result -> stops(result))
                .findFirst()
                .map(result -> new EngineException(sentence(result)));
    }

    private static boolean stops(TaskResult result) {
        return result.status() == TaskResult.Status.UNREACHABLE
                || result.failed() && result.module().equals("validate_argument_spec");
    }

    /** By convention, an assertion about a parameter begins with its name and a colon. */
    private Optional<InputProblem> problem(TaskResult result) {
        var message = result.message();
        int colon = message.indexOf(':');
        if (colon <= 0 || !List.of("assert", "fail").contains(result.module())) {
            return Optional.empty();
        }
        var name = message.substring(0, colon);
        return job.inputs().values().has(name)
                ? Optional.of(new InputProblem(name, message.substring(colon + 1).strip()))
                : Optional.empty();
    }

    @Override
    public String reason(String phase, Exit exit) {
        lines.giveUp();
        var failed = results.stream().filter(TaskResult::failed).findFirst();
        return lastWords.reason(phase, exit, failed.map(Events::sentence).orElse(""));
    }

    private static String sentence(TaskResult result) {
        var message = result.message().isEmpty() ? "" : ": " + result.message();
        return result.status() == TaskResult.Status.UNREACHABLE
                ? "The host " + result.host() + " can't be reached" + message
                : "\"" + result.task() + "\" failed on " + result.host() + message;
    }

    private void take(JsonNode event) {
        switch (Json.text(event, "gp")) {
            case "result" -> {
                event.path("secret").forEach(name -> secretOutputs.add(name.asString("")));
                var result = reader.read(event);
                results.add(result);
                listener.ends(result.host() + " · " + result.task(), result.item());
            }
            case "begin" -> {
                begun = true;
                var task = Json.text(event.path("task"), "name");
                listener.begins(Json.text(event, "host") + " · " + task);
            }
            case "stats" -> stats = event;
            default -> {
                // the log alone tells it
            }
        }
        Narration.of(event).forEach(line -> console().line(Stream.OUT, line));
    }

    private void text(String text) {
        lastWords.add(text);
        console().line(Stream.OUT, text);
    }
}
