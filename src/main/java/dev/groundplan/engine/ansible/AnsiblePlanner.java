package dev.groundplan.engine.ansible;

import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.EngineException.InputProblem;
import dev.groundplan.engine.Guarantee;
import dev.groundplan.engine.Intent;
import dev.groundplan.engine.Problem;
import dev.groundplan.engine.SourceDescription.DeclaredOutput;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.StepPlan;
import dev.groundplan.engine.configuration.Planner;
import dev.groundplan.engine.configuration.Prediction;
import dev.groundplan.engine.configuration.Report;
import dev.groundplan.engine.process.ProcessRunner;
import dev.groundplan.engine.tool.Binary;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * What changes nothing: the check of the syntax, the check that is the plan, and its repetition.
 */
@Component
class AnsiblePlanner extends Planner {
    private static final String FRESH =
            "Where a host is so fresh that it can't be checked, the template can set options.plan to tasks.";
    private static final int LARGEST_REPORT = 16 << 20;

    /** Of 2.14 to 2.18, and of 2.19. */
    private static final Pattern PLACE =
            Pattern.compile("(?:appears to be in '|Origin: )([^':\\n]+)(?:': line |:)(\\d+)");

    private static final Pattern TEMPLATE = Pattern.compile("\\{[{%#]");

    private final Installation installation;
    private final CommandLines commands;
    private final ProcessRunner runner;

    AnsiblePlanner(Installation installation, CommandLines commands, ProcessRunner runner) {
        super("Ansible", installation);
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

    @Override
    protected boolean undoes(StepJob job) throws EngineException {
        return Playbook.undo(job.dir().source(), job.step()).isPresent();
    }

    @Override
    protected void lay(StepJob job) throws EngineException, IOException {
        commands.lay(job);
    }

    @Override
    protected List<DeclaredOutput> declared(StepJob job) throws EngineException {
        return SourceReader.outputs(job);
    }

    @Override
    protected StepPlan check(StepJob job, Binary binary) throws EngineException, IOException {
        return job.step().options().path("plan").asString("").equals("tasks")
                        && job.intent() != Intent.REFRESH
                ? listed(job, binary)
                : predicted(job, binary);
    }

    private StepPlan predicted(StepJob job, Binary binary) throws EngineException, IOException {
        var events = new Events(job, Report.Listener.NONE);
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
        return new Prediction(job, events, outputs(job), FRESH)
                .plan(events.changes(), binary.title());
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
                outputs(job).unknown(),
                false,
                List.of(
                        "These tasks run; what they change is not predicted, as the template asks for (plan: tasks)."),
                binary.title());
    }

    @Override
    protected void seal(StepJob job, Binary binary) throws EngineException, IOException {
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
