package dev.groundplan.command;

import dev.groundplan.catalog.Catalog;
import dev.groundplan.catalog.TemplateVersion;
import dev.groundplan.engine.Engines;
import dev.groundplan.engine.StepSpec;
import dev.groundplan.engine.Workdir;
import dev.groundplan.engine.process.ProcessRunner;
import dev.groundplan.environment.Environment;
import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.environment.EnvironmentStep;
import dev.groundplan.environment.EnvironmentSteps;
import dev.groundplan.environment.Environments;
import dev.groundplan.environment.Revision;
import dev.groundplan.environment.StateVersions;
import dev.groundplan.worker.StepInputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.json.JsonMapper;

/** Lays out one environment, a folder for each step, readable for its owner only. */
class RescueWriter {
    private final Records records;
    private final Engines engines;
    private final ProcessRunner processes;
    private final RescueNotes notes;
    private final JsonMapper json;
    private final Path data;

    RescueWriter(
            Records records,
            Engines engines,
            ProcessRunner processes,
            RescueNotes notes,
            JsonMapper json,
            @Value("${groundplan.data}") Path data) {
        this.records = records;
        this.engines = engines;
        this.processes = processes;
        this.notes = notes;
        this.json = json;
        this.data = data.toAbsolutePath().normalize();
    }

    /** What is recorded of environments. */
    record Records(
            Environments environments,
            EnvironmentSteps steps,
            StateVersions states,
            Catalog catalog) {}

    /** One step, from the version and revision that it was applied with last. */
    private record Step(StepSpec spec, TemplateVersion template, Revision revision) {}

    void write(EnvironmentId id, String name, Path target) throws IOException {
        var environment = records.environments().get(id);
        var folder = data.resolve("environments/" + id);
        var commands = new ArrayList<>(notes.head(environment, name, folder));
        PrivateFiles.create(target);
        int number = 0;
        for (var step : steps(environment)) {
            var dir = Files.createDirectory(target.resolve(++number + "-" + step.spec().id()));
            commands.addAll(write(environment, name, folder, step, dir));
        }
        Files.writeString(target.resolve("COMMANDS.md"), String.join("\n", commands) + "\n");
        PrivateFiles.restrict(target);
    }

    /** What is out there; of an environment of which nothing is, what its last request wanted. */
    private List<Step> steps(Environment environment) {
        var existing = records.steps().of(environment.id());
        if (!existing.isEmpty()) {
            return existing.stream().map(this::step).toList();
        }
        var revision =
                records.environments().revision(environment.id(), environment.lastRevision());
        var template = records.catalog().version(revision.templateVersionId());
        return template.descriptor().steps().stream()
                .map(spec -> new Step(spec, template, revision))
                .toList();
    }

    private Step step(EnvironmentStep existing) {
        var template = records.catalog().version(existing.templateVersionId());
        var spec =
                template.descriptor().steps().stream()
                        .filter(found -> found.id().equals(existing.step()))
                        .findFirst()
                        .orElseThrow();
        var revision =
                records.environments().revision(existing.environmentId(), existing.revision());
        return new Step(spec, template, revision);
    }

    private List<String> write(
            Environment environment, String name, Path folder, Step step, Path dir)
            throws IOException {
        records.catalog().unpack(step.template().id(), dir.resolve("source"));
        var state = records.states().latest(environment.id(), step.spec().id()).orElse(null);
        if (state != null && state.artifactId() != null) {
            Files.write(dir.resolve("state"), records.states().content(state));
        }
        var inputs = inputs(environment, name.split("/")[0], folder, step);
        var values = inputs.of(step.spec());
        pretty(dir.resolve("inputs.json"), values.values());
        var recorded = records.steps().find(environment.id(), step.spec().id());
        if (recorded.isPresent()) {
            pretty(dir.resolve("outputs.json"), records.steps().outputs(recorded.get()));
        }
        var engine = engines.get(step.spec().engine());
        var lines = engine.byHand(inputs.resolved(step.spec()), values, dir);
        return notes.step(
                dir.getFileName().toString(), engine.title(), step.template(), state, lines);
    }

    private StepInputs inputs(Environment environment, String team, Path folder, Step step) {
        var seen = processes.paths(new Workdir(folder, folder)).environment();
        var inputs =
                new StepInputs(
                        json,
                        environment,
                        team,
                        seen,
                        records.environments().reveal(step.revision()));
        for (var existing : records.steps().of(environment.id())) {
            for (var output : records.steps().outputs(existing)) {
                inputs.output(existing.step(), output.name(), output.value(), output.sensitive());
            }
        }
        return inputs;
    }

    private void pretty(Path file, Object content) throws IOException {
        Files.write(file, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
    }
}
