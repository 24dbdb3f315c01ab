package dev.groundplan.engine.terraform;

import dev.groundplan.engine.Console;
import dev.groundplan.engine.Console.Stream;
import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.EngineException.InputProblem;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.process.Exit;
import dev.groundplan.engine.process.LineHandler;
import dev.groundplan.engine.tool.Json;
import dev.groundplan.engine.tool.JsonLines;
import dev.groundplan.engine.tool.LastWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Reads Terraform's event stream: keeps its diagnostics, and tells the log what a person wants to
 * read.
 */
class Events implements LineHandler {
    /** Said by newer versions about the flag that keeps the state where the portal wants it. */
    private static final String OUR_FLAG = "Deprecated flag: -state";

    private final StepJob job;
    private final InputFile inputs;
    private final JsonLines lines = new JsonLines("{\"@level\"", this::take, this::text);
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final LastWords lastWords = new LastWords("Terraform");
    private final Set<String> silent;

    /**
     * @param silent types of events that the log can do without
     */
    Events(StepJob job, Set<String> silent) {
        this.job = job;
        this.inputs = InputFile.of(job.inputs());
        this.silent = silent;
    }

    @Override
    public final void line(Stream stream, String text) {
        if (stream == Stream.OUT) {
            lines.line(text);
        } else {
            lastWords.add(text);
            console().line(stream, text);
        }
    }

    List<Diagnostic> errors() {
        return diagnostics.stream().filter(Diagnostic::error).toList();
    }

    List<Diagnostic> warnings() {
        return diagnostics.stream().filter(diagnostic -> !diagnostic.error()).toList();
    }

    /** Why a phase that changes nothing did not succeed. */
    EngineException failure(String phase, Exit exit) {
        if (console().cancelRequested()) {
            return new EngineException("Stopped on request.", List.of(), true);
        }
        var problems = errors().stream().flatMap(error -> error.inputProblem().stream()).toList();
        var message = problems.isEmpty() ? reason(phase, exit) : refused(problems);
        return new EngineException(message, problems, false);
    }

    private static String refused(List<InputProblem> problems) {
        var each = problems.stream().map(problem -> problem.input() + ": " + problem.message());
        return each.collect(
                Collectors.joining(" ", "Terraform does not accept what was entered. ", ""));
    }

    /** In a sentence. */
    String reason(String phase, Exit exit) {
        lines.giveUp();
        return lastWords.reason(phase, exit, firstError());
    }

    protected void event(String type, JsonNode event) {
        // only the log wants to know
    }

    protected final Console console() {
        return job.console();
    }

    private String firstError() {
        var errors = errors();
        if (errors.isEmpty()) {
            return "";
        }
        var more = errors.size() > 1 ? " (and " + (errors.size() - 1) + " more, see the log)" : "";
        return errors.get(0).sentence() + more;
    }

    private void take(JsonNode event) {
        var type = Json.text(event, "type");
        if (type.equals("diagnostic")) {
            diagnostic(Diagnostic.of(event.path("diagnostic"), job.step().source(), inputs));
            return;
        }
        event(type, event);
        if (!silent.contains(type)) {
            console().line(Stream.OUT, Narration.of(type, event));
        }
    }

    private void diagnostic(Diagnostic diagnostic) {
        if (!diagnostic.summary().startsWith(OUR_FLAG)) {
            diagnostics.add(diagnostic);
            diagnostic.lines().forEach(line -> console().line(Stream.OUT, line));
        }
    }

    private void text(String text) {
        lastWords.add(text);
        console().line(Stream.OUT, text);
    }
}
