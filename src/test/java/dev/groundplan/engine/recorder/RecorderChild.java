package dev.groundplan.engine.recorder;

import dev.groundplan.engine.Outcome;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.process.Access;
import dev.groundplan.engine.process.CancelPolicy;
import dev.groundplan.engine.process.Command;
import dev.groundplan.engine.process.Exit;
import dev.groundplan.engine.process.Network;
import dev.groundplan.engine.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Runs the recorder's script as every real tool is run. */
@Component
class RecorderChild {
    private static final Duration PLAN_GRACE = Duration.ofSeconds(5);
    private final ProcessRunner processes;

    RecorderChild(ProcessRunner processes) {
        this.processes = processes;
    }

    RecorderEnd plan(StepJob job) throws IOException {
        var exit =
                processes.run(
                        command(job, "PLAN", PLAN_GRACE, Access.LOOK),
                        job.dir(),
                        job.console(),
                        job.console()::line);
        new Journal(job.dir().environment()).adopt(job.dir().scratch().resolve("recorded"));
        return end(exit);
    }

    RecorderEnd apply(StepJob job, RecorderEngine.Following following) throws IOException {
        return end(
                processes.run(
                        command(job, "APPLY", null, Access.CHANGE),
                        job.dir(),
                        job.console(),
                        following::line));
    }

    /** Follows the script that an earlier worker started, or reads what it left. */
    RecorderEnd recover(StepJob job, RecorderEngine.Following following) throws IOException {
        var command = command(job, "APPLY", null, Access.CHANGE);
        if (processes.neverStarted(command, job.dir())) {
            return new RecorderEnd(Outcome.FAILED, "The recorder was never started.");
        }
        return processes
                .attach(command, job.dir(), job.console(), following::line)
                .map(RecorderChild::end)
                .orElseGet(() -> unproven("Nothing tells how the recorder ended."));
    }

    private Command command(StepJob job, String phase, @Nullable Duration grace, Access access)
            throws IOException {
        try (var script = RecorderChild.class.getResourceAsStream("recorder.sh")) {
            Files.write(
                    job.dir().scratch().resolve("recorder.sh"),
                    Objects.requireNonNull(script).readAllBytes());
        }
        var paths = processes.paths(job.dir());
        return new Command(
                List.of(
                        "/bin/sh",
                        paths.scratch() + "/recorder.sh",
                        phase,
                        job.id().toString(),
                        paths.run(),
                        paths.environment()),
                "scratch",
                Map.of("PATH", "/usr/local/bin:/usr/bin:/bin", "HOME", paths.home()),
                Network.NONE,
                new CancelPolicy(CancelPolicy.Target.LEADER, grace),
                job.limits(),
                access);
    }

    private static RecorderEnd end(Exit exit) {
        return switch (exit.cause()) {
            case ENDED -> RecorderEnd.of(exit.code());
            case CANCELED -> RecorderEnd.of(exit.code() == 0 ? 0 : RecorderEnd.STOPPED);
            case TIMED_OUT -> unproven("The recorder took longer than its limit and was killed.");
            case SILENT ->
                    unproven(
                            "The recorder printed nothing for longer than its limit and was killed.");
            case KILLED -> unproven("The recorder was killed.");
        };
    }

    private static RecorderEnd unproven(String message) {
        return new RecorderEnd(Outcome.UNPROVEN, message);
    }
}
