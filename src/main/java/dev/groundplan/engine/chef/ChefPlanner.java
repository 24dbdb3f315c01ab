package dev.groundplan.engine.chef;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Problem;
import dev.groundplan.engine.SourceDescription.DeclaredOutput;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.StepPlan;
import dev.groundplan.engine.configuration.Planner;
import dev.groundplan.engine.configuration.Prediction;
import dev.groundplan.engine.configuration.Report;
import dev.groundplan.engine.process.Captured;
import dev.groundplan.engine.process.ProcessRunner;
import dev.groundplan.engine.tool.Binary;
import dev.groundplan.engine.tool.Json;
import dev.groundplan.engine.tool.JsonLines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * What changes nothing: the check of the syntax, the check that is the plan, and its repetition.
 */
@Component
class ChefPlanner extends Planner {
    private static final String ADVICE =
            "A recipe can ask Chef::Config[:why_run] whether it is only being checked.";
    private static final int LARGEST_REPORT = 16 << 20;

    private final Installation installation;
    private final CommandLines commands;
    private final ProcessRunner runner;

    ChefPlanner(Installation installation, CommandLines commands, ProcessRunner runner) {
        super("Chef", installation);
        this.installation = installation;
        this.commands = commands;
        this.runner = runner;
    }

    /** The client's own Ruby reads every file, and runs none. */
    List<Problem> validate(StepJob job) throws EngineException {
        try {
            var binary = installation.select(job.step());
            commands.lay(job);
            var answer = runner.capture(commands.syntax(job, binary), job.dir(), LARGEST_REPORT);
            return problems(job, answer);
        } catch (IOException e) {
            throw new EngineException("Chef could not check the sources: " + e.getMessage(), e);
        }
    }

    private List<Problem> problems(StepJob job, Captured answer) throws EngineException {
        var events = new ArrayList<JsonNode>();
        var lines = new JsonLines("{\"gp\"", events::add, text -> {});
        answer.text().lines().forEach(lines::line);
        if (events.stream().noneMatch(event -> Json.text(event, "gp").equals("checked"))) {
            throw new EngineException("Chef could not check the sources: " + answer.err().strip());
        }
        var folder = commands.cookbooks(job).path("");
        var prefix = folder.isEmpty() ? "" : folder.substring(1) + "/";
        return events.stream()
                .filter(event -> Json.text(event, "gp").equals("problem"))
                .map(
                        event ->
                                Problem.error(
                                        prefix + Json.text(event, "file"),
                                        event.path("line").asInt(0),
                                        Json.text(event, "message")))
                .toList();
    }

    @Override
    protected boolean undoes(StepJob job) {
        return Cookbooks.undoes(job.step());
    }

    @Override
    protected void lay(StepJob job) throws EngineException, IOException {
        commands.requireLocal();
        commands.lay(job);
    }

    @Override
    protected List<DeclaredOutput> declared(StepJob job) throws EngineException {
        return SourceReader.outputs(job);
    }

    @Override
    protected StepPlan check(StepJob job, Binary binary) throws EngineException, IOException {
        var events = new Events(job, Report.Listener.NONE);
        var exit = runner.run(commands.check(job, binary), job.dir(), job.console(), events);
        if (job.console().cancelRequested()) {
            throw new EngineException("Stopped on request.", List.of(), true);
        }
        var refusal = events.refusal(exit);
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        return new Prediction(job, events, outputs(job), ADVICE)
                .plan(events.changes(), binary.title());
    }

    @Override
    protected void seal(StepJob job, Binary binary) throws EngineException, IOException {
        commands.refuse(binary);
        var attributes = Attributes.bytes(commands.cookbooks(job), job.inputs().values());
        write(job, CommandLines.ATTRIBUTES, attributes);
    }
}
