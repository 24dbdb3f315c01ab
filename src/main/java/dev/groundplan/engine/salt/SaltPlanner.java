package dev.groundplan.engine.salt;

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
import java.nio.file.Files;
import java.util.List;
import org.springframework.stereotype.Component;

/** What changes nothing: the check of the SLS, the test that is the plan, and its repetition. */
@Component
class SaltPlanner extends Planner {
    private final Installation installation;
    private final CommandLines commands;
    private final ProcessRunner runner;

    SaltPlanner(Installation installation, CommandLines commands, ProcessRunner runner) {
        super("Salt", installation);
        this.installation = installation;
        this.commands = commands;
        this.runner = runner;
    }

    /** With made-up values where there are none, as an SLS is not YAML before it is rendered. */
    List<Problem> validate(StepJob job) throws EngineException {
        try {
            var root = job.dir().source();
            var sls = commands.sls(job);
            var binary = installation.select(job.step());
            var parameters = SourceReader.read(root, sls).parameters();
            var values = Samples.of(parameters, job.inputs().values());
            Files.createDirectories(job.dir().sealed());
            write(job, CommandLines.INPUTS, Json.MAPPER.writeValueAsBytes(values));
            commands.lay(job);
            var events = new Events(job, Report.Listener.NONE);
            var exit = runner.run(commands.syntax(job, binary), job.dir(), job.console(), events);
            if (!events.ended()) {
                throw new EngineException(events.reason("check", exit));
            }
            return events.errors().stream().map(error -> error.problem(root, sls)).toList();
        } catch (IOException e) {
            throw new EngineException("Salt could not check the sources: " + e.getMessage(), e);
        }
    }

    @Override
    protected boolean undoes(StepJob job) throws EngineException {
        return Sls.undo(job.dir().source(), job.step()).isPresent();
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
    protected void seal(StepJob job, Binary binary) throws EngineException, IOException {
        commands.requireLocal();
        var values = Json.MAPPER.writeValueAsBytes(job.inputs().values());
        write(job, CommandLines.INPUTS, values);
    }

    @Override
    protected StepPlan check(StepJob job, Binary binary) throws EngineException, IOException {
        var events = new Events(job, Report.Listener.NONE);
        var exit = runner.run(commands.test(job, binary), job.dir(), job.console(), events);
        if (job.console().cancelRequested()) {
            throw new EngineException("Stopped on request.", List.of(), true);
        }
        var refusal = events.refusal();
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        if (!exit.orderly() || !events.ended()) {
            throw new EngineException(events.reason("test", exit));
        }
        return new Prediction(job, events, outputs(job), "").plan(events.changes(), binary.title());
    }
}
