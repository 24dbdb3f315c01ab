package dev.groundplan.engine.terraform;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Problem;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.StepPlan;
import dev.groundplan.engine.process.Captured;
import dev.groundplan.engine.process.ProcessRunner;
import dev.groundplan.engine.tool.Binary;
import dev.groundplan.engine.tool.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The two phases that change nothing: validate and plan. */
@Component
class Planner {
    private static final int LARGEST_PLAN = 200 << 20;
    private static final int LARGEST_REPORT = 16 << 20;

    /** Refreshing is announced per resource; that it is done as well is news to nobody. */
    private static final Set<String> SILENT = Set.of("log", "refresh_complete", "outputs");

    private final Binaries binaries;
    private final WarmCopies warmCopies;
    private final CommandLines commands;
    private final ProcessRunner runner;

    Planner(Binaries binaries, WarmCopies warmCopies, CommandLines commands, ProcessRunner runner) {
        this.binaries = binaries;
        this.warmCopies = warmCopies;
        this.commands = commands;
        this.runner = runner;
    }

    List<Problem> validate(StepJob job) throws EngineException {
        try {
            var binary = binaries.select(job.step());
            var warm = warmCopies.prepare(job, binary);
            var captured =
                    runner.capture(commands.validate(job, binary, warm), job.dir(), LARGEST_REPORT);
            return problems(job, document(captured, "validate"));
        } catch (IOException e) {
            throw new EngineException(
                    "Terraform could not check the sources: " + e.getMessage(), e);
        }
    }

    StepPlan plan(StepJob job) throws EngineException {
        try {
            var binary = binaries.select(job.step());
            InputFile.write(job);
            var warm = warmCopies.prepare(job, binary);
            var events = run(job, binary, warm);
            var shown = runner.capture(commands.show(job, binary, warm), job.dir(), LARGEST_PLAN);
            return sealed(job, new PlanReader(document(shown, "show")), events, binary);
        } catch (IOException e) {
            throw new EngineException("Terraform could not plan: " + e.getMessage(), e);
        }
    }

    private Events run(StepJob job, Binary binary, WarmCopy warm)
            throws IOException, EngineException {
        var events = new Events(job, SILENT);
        var exit = runner.run(commands.plan(job, binary, warm), job.dir(), job.console(), events);
        if (!exit.orderly() || exit.code() != 0 || !events.errors().isEmpty()) {
            discard(job);
            throw events.failure("plan", exit);
        }
        return events;
    }

    private StepPlan sealed(StepJob job, PlanReader plan, Events events, Binary binary)
            throws IOException, EngineException {
        if (plan.errored()) {
            discard(job);
            throw new EngineException("Terraform's plan is marked as failed, so it can't be used.");
        }
        boolean ephemeral =
                InputFile.writeEphemeral(
                        job, plan.ephemeral(job.inputs().values().propertyNames()));
        new Seal(Seal.stateOf(job), ephemeral).write(job);
        return plan.stepPlan(events.warnings(), binary.title());
    }

    /** A failed plan leaves a plan file as well. */
    private static void discard(StepJob job) throws IOException {
        if (Files.isDirectory(job.dir().sealed(), LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(job.dir().sealed().resolve(CommandLines.PLAN));
        }
    }

    private static List<Problem> problems(StepJob job, JsonNode report) {
        var inputs = InputFile.of(job.inputs());
        var problems = new ArrayList<Problem>();
        for (var node : report.path("diagnostics")) {
            problems.add(Diagnostic.of(node, job.step().source(), inputs).problem());
        }
        return problems;
    }

    /** Exit codes differ between the commands; a document that can be read is the answer. */
    private static JsonNode document(Captured captured, String phase) throws EngineException {
        try {
            if (captured.exit().orderly() && captured.out().length > 0) {
                return Json.MAPPER.readTree(captured.out());
            }
        } catch (JacksonException unreadable) {
            // reported below, without what it says: that may hold values
        }
        throw new EngineException(
                "Terraform's "
                        + phase
                        + " gave no readable answer (exit code "
                        + captured.exit().code()
                        + "). "
                        + captured.err().strip());
    }
}
