package dev.groundplan.worker;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.groundplan.catalog.Catalog;
import dev.groundplan.catalog.TemplateImported;
import dev.groundplan.catalog.TemplateVersion;
import dev.groundplan.catalog.TemplateVersionId;
import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Engines;
import dev.groundplan.engine.ExecutionId;
import dev.groundplan.engine.Inputs;
import dev.groundplan.engine.Intent;
import dev.groundplan.engine.Limits;
import dev.groundplan.engine.Problem;
import dev.groundplan.engine.StepJob;
import dev.groundplan.engine.StepSpec;
import dev.groundplan.engine.Workdir;
import dev.groundplan.store.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has each imported template version judged by the tools themselves, on a worker, after the import.
 */
@Component
class TemplateValidation {
    private static final String TASK = "validate-template";
    private final Catalog catalog;
    private final Engines engines;
    private final DataDirectory data;
    private final WorkerProperties properties;
    private final JsonMapper json;

    TemplateValidation(
            Catalog catalog,
            Engines engines,
            DataDirectory data,
            WorkerProperties properties,
            JsonMapper json) {
        this.catalog = catalog;
        this.engines = engines;
        this.data = data;
        this.properties = properties;
        this.json = json;
    }

    Task<Void> task() {
        return Tasks.custom(TASK, Void.class)
                .onDeadExecutionRevive()
                .execute(
                        (instance, context) -> {
                            judge(new TemplateVersionId(UUID.fromString(instance.getId())));
                            return new CompletionHandler.OnCompleteRemove<>();
                        });
    }

    static TaskInstance<Void> instance(TemplateImported imported) {
        return new TaskInstance<>(TASK, imported.id().value().toString());
    }

    /**
     * A tool that this worker does not have says nothing: the template's page says what is missing.
     */
    void judge(TemplateVersionId id) {
        var version = catalog.version(id);
        var problems = new ArrayList<Problem>();
        for (var step : version.descriptor().steps()) {
            if (engines.get(step.engine()).availability().usable()) {
                problems.addAll(judge(version, step));
            }
        }
        catalog.judged(id, problems);
    }

    private List<Problem> judge(TemplateVersion version, StepSpec step) {
        var execution = new ExecutionId(UUID.randomUUID());
        var root = data.directory("executions/" + execution);
        try {
            var dir = new Workdir(root, root.resolve("environment"));
            for (var inner :
                    List.of(dir.sealed(), dir.scratch(), dir.control(), dir.environment())) {
                Files.createDirectories(inner);
            }
            catalog.unpack(version.id(), dir.source());
            return engines.get(step.engine()).validate(job(execution, step, dir));
        } catch (EngineException | IOException e) {
            return List.of(Problem.error(step.source(), 0, String.valueOf(e.getMessage())));
        } finally {
            clear(root);
        }
    }

    private StepJob job(ExecutionId execution, StepSpec step, Workdir dir) {
        var nothing = new Inputs(json.createObjectNode(), Set.of());
        var limits = new Limits(properties.planLimit(), properties.planSilence());
        return new StepJob(
                execution, step, Intent.APPLY, dir, nothing, limits, new Silent(() -> false));
    }

    private static void clear(java.nio.file.Path root) {
        try {
            FileSystemUtils.deleteRecursively(root);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
