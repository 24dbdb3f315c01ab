package dev.groundplan.worker;

import dev.groundplan.catalog.Catalog;
import dev.groundplan.catalog.TemplateVersion;
import dev.groundplan.engine.Intent;
import dev.groundplan.engine.StepSpec;
import dev.groundplan.environment.EnvironmentStep;
import dev.groundplan.environment.EnvironmentSteps;
import dev.groundplan.environment.Environments;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Works out which steps a run has to do, in order. One that looks at what an interrupted run left
 * asks what that one would still have to do.
 */
@Component
class StepTasks {
    private final Environments environments;
    private final EnvironmentSteps existing;
    private final Catalog catalog;
    private final RunService runs;

    StepTasks(
            Environments environments,
            EnvironmentSteps existing,
            Catalog catalog,
            RunService runs) {
        this.runs = runs;
        this.environments = environments;
        this.existing = existing;
        this.catalog = catalog;
    }

    List<StepTask> of(Run asked) {
        var unknown = asked.request().reconciles();
        var run = unknown == null ? asked : runs.get(unknown);
        return run.request().kind().intent() == Intent.APPLY ? wanted(run) : recorded(run);
    }

    /** What the template says, after the removal of steps that it does not have any more. */
    private List<StepTask> wanted(Run run) {
        var revision = environments.revision(run.environmentId(), run.request().revision());
        var template = catalog.version(revision.templateVersionId());
        var tasks = new ArrayList<StepTask>();
        for (var step : reversed(existing.of(run.environmentId()))) {
            if (template.descriptor().steps().stream()
                    .noneMatch(spec -> spec.id().equals(step.step()))) {
                tasks.add(task(step, Intent.DESTROY, tasks.size()));
            }
        }
        for (var spec : template.descriptor().steps()) {
            tasks.add(new StepTask(spec, template, revision, Intent.APPLY, tasks.size()));
        }
        return tasks;
    }

    /** What is really out there; to be destroyed, from the last step to the first. */
    private List<StepTask> recorded(Run run) {
        var intent = run.request().kind().intent();
        var steps = existing.of(run.environmentId());
        var tasks = new ArrayList<StepTask>();
        for (var step : intent == Intent.DESTROY ? reversed(steps) : steps) {
            tasks.add(task(step, intent, tasks.size()));
        }
        return tasks;
    }

    private StepTask task(EnvironmentStep step, Intent intent, int position) {
        var template = catalog.version(step.templateVersionId());
        var revision = environments.revision(step.environmentId(), step.revision());
        return new StepTask(spec(template, step.step()), template, revision, intent, position);
    }

    private static StepSpec spec(TemplateVersion template, String id) {
        return template.descriptor().steps().stream()
                .filter(spec -> spec.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "Template version "
                                                + template.id()
                                                + " has no step "
                                                + id));
    }

    private static List<EnvironmentStep> reversed(List<EnvironmentStep> steps) {
        var copy = new ArrayList<>(steps);
        Collections.reverse(copy);
        return copy;
    }
}
