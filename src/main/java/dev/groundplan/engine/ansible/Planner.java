package dev.groundplan.engine.ansible;

import dev.groundplan.engine.Change;
import dev.groundplan.engine.Change.Fidelity;
import dev.groundplan.engine.ChangeAction;
import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.EngineException.InputProblem;
import dev.groundplan.engine.Guarantee;
import dev.groundplan.engine.Intent;
import dev.groundplan.engine.Problem;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.StepPlan;
import dev.groundplan.engine.ToolFolder;
import dev.groundplan.engine.process.ProcessRunner;
import dev.groundplan.engine.tool.Binary;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * What changes nothing: the check of the syntax, the check that is the plan, and its repetition.
 */
@Component("ansiblePlanner")
class Planner {
    private static final int LARGEST_REPORT = 16 << 20;

    /** Of 2.14 to 2.18, and of 2.19. */
    private static final Pattern PLACE =
            Pattern.compile("(?:appears to be in '|Origin: )([^':\\n]+)(?:': line |:)(\\d+)");

    private static final Pattern TEMPLATE = Pattern.compile("\\{[{%#]");

    private final Installation installation;
    private final CommandLines commands;
    private final ProcessRunner runner;

    Planner(Installation installation, CommandLines commands, ProcessRunner runner) {
        this.installation = installation;
        this.commands = commands;
        this.runner = runner;
    }

    List<Problem> validate(StepJob job) throws EngineException {
        try {
            var binary = installation.select(job.step());
            commands.lay(job);
            var answer = runner.capture(commands.syntax(job, binary), job.dir(), LARGEST_REPORT);
            return answer.succeeded() ? List.of() : List.of(problem(job, answer.err()));
        } catch (IOException e) {
            throw new EngineException("Ansible could not check the sources: " + e.getMessage(), e);
        }
    }

    StepPlan plan(StepJob job) throws EngineException {
        try {
            Files.createDirectories(job.dir().sealed());
            if (job.intent() == Intent.DESTROY
                    && Playbook.undo(job.dir().source(), job.step()).isEmpty()) {
                return sealed(job, forgetting(job));
            }
            var binary = installation.select(job.step());
            write(job);
            commands.lay(job);
            return sealed(job, checked(job, binary));
        } catch (IOException e) {
            throw new EngineException("Ansible could not plan: " + e.getMessage(), e);
        }
    }

    /** Checks again, with what is sealed. */
    Optional<String> stale(StepJob job, StepPlan approved) throws EngineException {
        try {
            var seal = Seal.read(job);
            if (!seal.state().equals(Seal.stateOf(job))) {
                return Optional.of("What was configured has changed since the plan was made.");
            }
            if (isForgetting(approved)) {
                return Optional.empty();
            }
            var binary = installation.named(approved.engineVersion());
            if (binary.isEmpty()) {
                return Optional.of(
                        "The plan was made with "
                                + approved.engineVersion()
                                + ", which this worker does not have.");
            }
            commands.lay(job);
            var now = checked(job, binary.get());
            return Seal.essence(now).equals(seal.essence())
                    ? Optional.empty()
                    : Optional.of(
                            "Ansible's check now says something else than what was approved.");
        } catch (IOException e) {
            throw new EngineException("The plan can't be checked again: " + e.getMessage(), e);
        }
    }

    /** Whether a plan only ends the portal's memory, without any tool. */
    static boolean isForgetting(StepPlan plan) {
        return plan.engineVersion().isEmpty();
    }

    private StepPlan checked(StepJob job, Binary binary) throws EngineException, IOException {
        return job.step().options().path("plan").asString("").equals("tasks")
                        && job.intent() != Intent.REFRESH
                ? listed(job, binary)
                : predicted(job, binary);
    }

    private StepPlan predicted(StepJob job, Binary binary) throws EngineException, IOException {
        var events = new Events(job);
        var exit = runner.run(commands.check(job, binary), job.dir(), job.console(), events);
        if (job.console().cancelRequested()) {
            throw new EngineException("Stopped on request.", List.of(), true);
        }
        var refusal = events.refusal();
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        if (!exit.orderly() || !events.ended()) {
            throw new EngineException(events.reason("check", exit));
        }
        return new Prediction(job, events).plan(binary.title());
    }

    private StepPlan listed(StepJob job, Binary binary) throws EngineException, IOException {
        var answer = runner.capture(commands.list(job, binary), job.dir(), LARGEST_REPORT);
        if (!answer.succeeded()) {
            throw new EngineException("Ansible can't list the tasks: " + answer.err().strip());
        }
        return new StepPlan(
                Guarantee.PREDICTED,
                TaskList.read(answer.text()),
                List.of(),
                Outputs.unknown(job),
                false,
                List.of(
                        "These tasks run; what they change is not predicted, as the template asks for (plan: tasks)."),
                binary.title());
    }

    private static StepPlan forgetting(StepJob job) throws IOException {
        var changes = new ArrayList<Change>();
        State.read(job.dir())
                .ifPresent(
                        state ->
                                state.tasks()
                                        .forEach(
                                                (address, kept) ->
                                                        changes.add(forgotten(address, kept))));
        return new StepPlan(
                Guarantee.PREDICTED,
                changes,
                List.of(),
                Outputs.gone(job),
                true,
                List.of(
                        "This step names no playbook that undoes it: what it configured stays as it is."),
                "");
    }

    private static Change forgotten(String address, State.Kept kept) {
        return new Change(
                address,
                null,
                kept.module(),
                kept.task(),
                kept.host(),
                ChangeAction.FORGET,
                null,
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                Fidelity.EXACT);
    }

    private void write(StepJob job) throws EngineException, IOException {
        var given = job.step().options().path("inventory");
        var inventory = Inventory.of(given, commands.local(), commands.temp(job.dir()));
        for (var input : job.inputs().values().properties()) {
            refuseTemplates(input.getKey(), input.getValue());
        }
        refuseTemplates("options.inventory", inventory.groups());
        write(job, CommandLines.INVENTORY, UnsafeYaml.bytes(inventory.groups()));
        write(job, CommandLines.INPUTS, UnsafeYaml.bytes(job.inputs().values()));
    }

    /** Ansible has no mark for keys: what it would take for a template there is not passed on. */
    private static void refuseTemplates(String where, JsonNode value) throws EngineException {
        for (var entry : value.properties()) {
            if (TEMPLATE.matcher(entry.getKey()).find()) {
                var why =
                        "A name in it holds {{, {% or {#, which Ansible would take for a template.";
                throw new EngineException(
                        where + ": " + why, List.of(new InputProblem(where, why)), false);
            }
            refuseTemplates(where, entry.getValue());
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            refuseTemplates(where, value.get(i));
        }
    }

    private static void write(StepJob job, String name, byte[] content) throws IOException {
        var path = job.dir().run().relativize(job.dir().sealed()) + "/" + name;
        new ToolFolder(job.dir().run()).write(path, content);
    }

    private static StepPlan sealed(StepJob job, StepPlan plan) throws IOException {
        Seal.of(job, plan).write(job);
        return plan;
    }

    private Problem problem(StepJob job, String text) {
        var place = PLACE.matcher(text);
        var message = text.strip().lines().findFirst().orElse("").replaceFirst("^ERROR! ", "");
        if (!place.find()) {
            return Problem.error(job.step().source(), 0, message);
        }
        var source = runner.paths(job.dir()).source() + "/";
        var file = place.group(1).strip();
        return Problem.error(
                file.startsWith(source) ? file.substring(source.length()) : job.step().source(),
                Integer.parseInt(place.group(2)),
                message);
    }
}
