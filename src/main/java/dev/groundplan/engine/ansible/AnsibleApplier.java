package dev.groundplan.engine.ansible;

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

/** Plays the playbook, once. */
@Component
class AnsibleApplier extends Applier {
    /** What a shell adds to the number of a signal that ended a program (sh(1)). */
    private static final int BY_SIGNAL = 128;

    /** Ansible's "unexpected": its worker was gone before it heard of the signal itself. */
    private static final int UNEXPECTED = 255;

    private final CommandLines commands;

    AnsibleApplier(Installation installation, CommandLines commands, ProcessRunner runner) {
        super("Ansible", installation, runner);
        this.commands = commands;
    }

    @Override
    protected void lay(StepJob job) throws EngineException, IOException {
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

    /** Mostly with 99; whatever it is, Ansible came to its own end. */
    @Override
    protected boolean stoppedInOrder(Exit exit, Report report) {
        return exit.code() < BY_SIGNAL || exit.code() == UNEXPECTED;
    }

    @Override
    protected List<DeclaredOutput> declared(StepJob job) throws EngineException {
        return SourceReader.outputs(job);
    }
}
