package dev.groundplan.engine.puppet;

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

/** Applies the catalog that is sealed, once. */
@Component
class PuppetApplier extends Applier {
    private final CommandLines commands;

    PuppetApplier(Installation installation, CommandLines commands, ProcessRunner runner) {
        super("Puppet", installation, runner);
        this.commands = commands;
    }

    @Override
    protected void lay(StepJob job) throws EngineException, IOException {
        commands.refuseWhereNotAllowed();
        commands.lay(job);
    }

    @Override
    protected Command command(StepJob job, Binary binary) throws EngineException {
        return commands.apply(job, binary);
    }

    @Override
    protected Report report(StepJob job, ApplyProgress progress) {
        return new Events(job, progress);
    }

    /** Asked to stop, it leaves its transaction and says so. */
    @Override
    protected boolean stoppedInOrder(Exit exit, Report report) {
        return report.ended();
    }

    @Override
    protected List<DeclaredOutput> declared(StepJob job) throws EngineException {
        return SourceReader.outputs(job);
    }
}
