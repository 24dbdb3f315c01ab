package dev.groundplan.run.web;

import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.form.ValueProblem;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunId;
import dev.groundplan.run.RunNotFoundException;
import dev.groundplan.run.RunService;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What a tool said about single values when it refused to plan them. */
@Component
class RunProblems {
    private final RunService runs;
    private final JsonMapper json;

    RunProblems(RunService runs, JsonMapper json) {
        this.runs = runs;
        this.json = json;
    }

    /**
     * Empty when the tool had nothing to say about single values.
     *
     * @throws RunNotFoundException when the environment has no such run
     */
    List<ValueProblem> of(EnvironmentId environment, RunId id) {
        var run = runs.get(id);
        if (!run.environmentId().equals(environment)) {
            throw new RunNotFoundException(id);
        }
        return of(run);
    }

    private List<ValueProblem> of(Run run) {
        var ending = run.ending();
        if (ending == null || ending.problems() == null) {
            return List.of();
        }
        var problems = new ArrayList<ValueProblem>();
        for (var problem : json.readTree(ending.problems())) {
            problems.add(
                    new ValueProblem(
                            pointer(problem.path("input").asString()),
                            problem.path("message").asString()));
        }
        return problems;
    }

    private static String pointer(String input) {
        return "/" + input.replace("~", "~0").replace("/", "~1");
    }
}
