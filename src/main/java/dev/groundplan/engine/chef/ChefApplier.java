package dev.groundplan.engine.chef;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.SourceDescription.DeclaredOutput;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.configuration.Applier;
import dev.groundplan.engine.configuration.ApplyProgress;
import dev.groundplan.engine.configuration.Report;
import dev.groundplan.engine.process.Command;
import dev.groundplan.engine.process.Exit;
import dev.groundplan.engine.process.ProcessRunner;
import dev.groundplan.engine.tool.Binary;
import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Component;

/** Runs the recipes, once. */
@Component
class ChefApplier extends Applier {
    private static final int INTERRUPTED = 2;
    private final CommandLines commands;

    ChefApplier(Installation installation, CommandLines commands, ProcessRunner runner) {
        super("Chef", installation, runner);
        this.commands = commands;
    }

    @Override
    protected void lay(StepJob job) throws EngineException, IOException {
        commands.requireLocal();
        commands.lay(job);
    }

    @Override
    protected Command command(StepJob job, Binary binary) {
        return commands.apply(job, binary);
    }

    @Override
    protected Report report(StepJob job, ApplyProgress progress) {
        return new Events(job, progress);
    }

    /** Its event handler has the last word even then. */
    @Override
    protected boolean stoppedInOrder(Exit exit, Report report) {
        return exit.code() == INTERRUPTED && report.ended();
    }

    @Override
    protected List<DeclaredOutput> declared(StepJob job) throws EngineException {
        return SourceReader.outputs(job);
    }
}
