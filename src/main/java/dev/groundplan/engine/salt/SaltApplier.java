package dev.groundplan.engine.salt;

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

/** Applies the SLS, once. */
@Component
class SaltApplier extends Applier {
    private final CommandLines commands;

    SaltApplier(Installation installation, CommandLines commands, ProcessRunner runner) {
        super("Salt", installation, runner);
        this.commands = commands;
    }

    @Override
    protected void lay(StepJob job) throws EngineException, IOException {
        commands.requireLocal();
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

    /** Its exit code is 0 then, as if it had done all. */
    @Override
    protected boolean stoppedInOrder(Exit exit, Report report) {
        return report instanceof Events events && (events.interrupted() || events.ended());
    }

    @Override
    protected List<DeclaredOutput> declared(StepJob job) throws EngineException {
        return SourceReader.outputs(job);
    }
}
