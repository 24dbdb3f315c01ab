package dev.groundplan.engine.puppet;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Problem;
import dev.groundplan.engine.SourceDescription.DeclaredOutput;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.StepPlan;
import dev.groundplan.engine.configuration.Planner;
import dev.groundplan.engine.configuration.Prediction;
import dev.groundplan.engine.configuration.Report;
import dev.groundplan.engine.process.ProcessRunner;
import dev.groundplan.engine.tool.Binary;
import dev.groundplan.engine.tool.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What changes nothing: the check of the syntax, the first check, which compiles the catalog, and
 * its repetition with that very catalog.
 */
@Component
class PuppetPlanner extends Planner {
    private static final int LARGEST_REPORT = 16 << 20;

    private final Installation installation;
    private final CommandLines commands;
    private final ProcessRunner runner;

    PuppetPlanner(Installation installation, CommandLines commands, ProcessRunner runner) {
        super("Puppet", installation);
        this.installation = installation;
        this.commands = commands;
        this.runner = runner;
    }

    List<Problem> validate(StepJob job) throws EngineException {
        try {
            var binary = installation.select(job.step());
            var answer = runner.capture(commands.syntax(job, binary), job.dir(), LARGEST_REPORT);
            return answer.succeeded() ? List.of() : problems(job, answer.text(), answer.err());
        } catch (IOException e) {
            throw new EngineException("Puppet could not check the sources: " + e.getMessage(), e);
        }
    }

    private List<Problem> problems(StepJob job, String report, String errors) {
        var problems = new ArrayList<Problem>();
        try {
            int start = Math.max(0, report.indexOf("{\n"));
            Json.MAPPER
                    .readTree(report.substring(start))
                    .forEach(error -> problems.add(problem(job, error)));
        } catch (JacksonException noReport) {
            problems.clear();
        }
        return problems.isEmpty()
                ? List.of(Problem.error(job.step().source(), 0, errors.strip()))
                : problems;
    }

    private Problem problem(StepJob job, JsonNode error) {
        var source = runner.paths(job.dir()).source() + "/";
        var file = Json.text(error, "file");
        return Problem.error(
                file.startsWith(source) ? file.substring(source.length()) : job.step().source(),
                error.path("line").asInt(0),
                Json.text(error, "message"));
    }

    @Override
    protected boolean undoes(StepJob job) throws EngineException {
        return Manifest.undo(job.dir().source(), job.step()).isPresent();
    }

    @Override
    protected void seal(StepJob job, Binary binary) throws EngineException, IOException {
        commands.refuseWhereNotAllowed();
        var classes = SourceReader.classes(job.dir().source(), commands.manifest(job));
        write(job, CommandLines.VALUES, HieraData.bytes(classes, job.inputs()));
    }

    @Override
    protected void lay(StepJob job) throws EngineException, IOException {
        commands.refuseWhereNotAllowed();
        commands.lay(job);
    }

    @Override
    protected List<DeclaredOutput> declared(StepJob job) throws EngineException {
        return SourceReader.outputs(job);
    }

    /**
     * The first check compiles; what it compiled is sealed, and all that follows starts from it.
     */
    @Override
    protected StepPlan check(StepJob job, Binary binary) throws EngineException, IOException {
        boolean compiled = CommandLines.isCompiled(job);
        var command = compiled ? commands.check(job, binary) : commands.first(job, binary);
        var events = new Events(job, Report.Listener.NONE);
        var exit = runner.run(command, job.dir(), job.console(), events);
        if (job.console().cancelRequested()) {
            throw new EngineException("Stopped on request.", List.of(), true);
        }
        var refusal = events.refusal();
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        if (!exit.orderly() || !events.completed()) {
            throw new EngineException(events.reason("check", exit));
        }
        if (!compiled) {
            var catalog = events.catalog();
            if (catalog.isEmpty()) {
                throw new EngineException("Puppet did not say what it compiled.");
            }
            write(job, CommandLines.CATALOG, Json.MAPPER.writeValueAsBytes(catalog.get()));
        }
        return new Prediction(job, events, outputs(job), "").plan(events.changes(), binary.title());
    }
}
