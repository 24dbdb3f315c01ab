package dev.groundplan.engine.ansible;

import dev.groundplan.engine.Console;
import dev.groundplan.engine.Console.Stream;
import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.EngineException.InputProblem;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.process.Exit;
import dev.groundplan.engine.process.LineHandler;
import dev.groundplan.engine.tool.Json;
import dev.groundplan.engine.tool.JsonLines;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what our callback plugin tells: keeps the results, and narrates them in the log. */
class Events implements LineHandler {
    private static final int LAST_WORDS = 8;

    private final StepJob job;
    private final JsonLines lines = new JsonLines("{\"gp\"", this::take, this::text);
    private final TaskResult.Reader reader = new TaskResult.Reader();
    private final List<TaskResult> results = new ArrayList<>();
    private final Deque<String> lastWords = new ArrayDeque<>();
    private final Set<String> secretOutputs = new HashSet<>();
    private @Nullable JsonNode stats;
    private boolean begun;

    Events(StepJob job) {
        this.job = job;
    }

    @Override
    public final void line(Stream stream, String text) {
        if (stream == Stream.OUT) {
            lines.line(text);
        } else {
            remember(text);
            console().line(stream, text);
        }
    }

    /** A result has come. */
    protected void result(TaskResult result) {
        // only an apply counts them
    }

    /** A host begins a task. */
    protected void begins(String host, String task) {
        // only an apply tells
    }

    final Console console() {
        return job.console();
    }

    List<TaskResult> results() {
        return results;
    }

    /** Whether a task was begun on any host. */
    boolean begun() {
        return begun;
    }

    /** Names of outputs that a task set whose results are hidden. */
    Set<String> secretOutputs() {
        return secretOutputs;
    }

    /** What the playbook set as its outputs; empty when it did not come to its end. */
    Optional<JsonNode> outputs() {
        return Optional.ofNullable(stats).map(all -> all.path("outputs"));
    }

    boolean ended() {
        return stats != null;
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

    /** In a sentence. */
    String reason(String phase, Exit exit) {
        lines.giveUp();
        return switch (exit.cause()) {
            case TIMED_OUT ->
                    "Ansible's " + phase + " took longer than its time limit and was killed.";
            case SILENT -> "Ansible's " + phase + " printed nothing for too long and was killed.";
            case CANCELED -> "Ansible's " + phase + " was stopped on request.";
            case KILLED -> "Ansible's " + phase + " was killed before its end.";
            case ENDED -> ended(phase, exit.code());
        };
    }

    private String ended(String phase, int code) {
        var failed = results.stream().filter(TaskResult::failed).findFirst();
        if (failed.isPresent()) {
            return sentence(failed.get());
        }
        var words = String.join(" ", lastWords).strip();
        return "Ansible's "
                + phase
                + " ended with exit code "
                + code
                + (words.isEmpty() ? "." : ": " + words);
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
                result(result);
            }
            case "begin" -> {
                begun = true;
                begins(Json.text(event, "host"), Json.text(event.path("task"), "name"));
            }
            case "stats" -> stats = event;
            default -> {
                // the log alone tells it
            }
        }
        Narration.of(event).forEach(line -> console().line(Stream.OUT, line));
    }

    private void text(String text) {
        remember(text);
        console().line(Stream.OUT, text);
    }

    private void remember(String text) {
        if (!text.isBlank()) {
            lastWords.add(text.replace(Console.GOES_ON, ' ').strip());
        }
        if (lastWords.size() > LAST_WORDS) {
            lastWords.remove();
        }
    }
}
