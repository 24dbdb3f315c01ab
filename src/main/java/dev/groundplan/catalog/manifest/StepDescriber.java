package dev.groundplan.catalog.manifest;

import dev.groundplan.catalog.snapshot.TemplateFiles;
import dev.groundplan.engine.Engine;
import dev.groundplan.engine.EngineException;
import dev.groundplan.engine.Engines;
import dev.groundplan.engine.StepSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Asks the engines what the sources declare, and checks what the manifest gives each step. */
final class StepDescriber {
    private final Engines engines;
    private final TemplateFiles files;
    private final Path copy;
    private final Problems problems;

    StepDescriber(Engines engines, TemplateFiles files, Path copy, Problems problems) {
        this.engines = engines;
        this.files = files;
        this.copy = copy;
        this.problems = problems;
    }

    /** Leaves out steps that can't be described; each of them has a problem. */
    List<DescribedStep> describe(List<Manifest.Step> steps) {
        var described = new ArrayList<DescribedStep>();
        for (var step : steps) {
            var engine = engine(step);
            if (engine.isPresent() && sourceExists(step)) {
                describe(engine.get(), step).ifPresent(described::add);
            }
        }
        tools(steps);
        return described;
    }

    private Optional<Engine> engine(Manifest.Step step) {
        var engine = engines.find(step.spec().engine());
        if (engine.isEmpty()) {
            var known = engines.all().stream().map(each -> each.kind().name()).toList();
            var name = step.spec().engine().name();
            problems.at(
                    step.pointer() + "/engine",
                    "This portal has no engine '" + name + "'." + DidYouMean.hint(name, known));
        }
        return engine;
    }

    private boolean sourceExists(Manifest.Step step) {
        var source = step.spec().source();
        var at = step.pointer() + "/source";
        if (source.startsWith("/")
                || source.contains("\\")
                || List.of(source.split("/")).contains("..")) {
            problems.at(
                    at,
                    "'"
                            + source
                            + "' leaves the template's folder. Name a file or folder inside of it.");
            return false;
        }
        if (!files.contains(source)) {
            problems.at(at, "There is no file or folder '" + source + "' in the template.");
            return false;
        }
        return true;
    }

    private Optional<DescribedStep> describe(Engine engine, Manifest.Step step) {
        try {
            var source = engine.describe(copy, step.spec());
            source.problems().forEach(problems::add);
            var described = new DescribedStep(step.spec(), step.pointer(), source);
            inputs(described);
            options(engine, described);
            return Optional.of(described);
        } catch (EngineException e) {
            problems.at(step.pointer() + "/source", e.getMessage());
            return Optional.empty();
        }
    }

    private void inputs(DescribedStep step) {
        var inputs = step.spec().inputs();
        for (var name : inputs.propertyNames()) {
            var at = YamlTree.child(step.pointer() + "/inputs", name);
            if (step.closed() && !step.names().contains(name)) {
                problems.at(
                        at,
                        "The source has no parameter '"
                                + name
                                + "'."
                                + DidYouMean.hint(name, step.names()));
            } else if (step.properties().path(name) instanceof ObjectNode schema) {
                OwnValues.misfits(schema, inputs.get(name))
                        .forEach(
                                misfit ->
                                        problems.at(
                                                at,
                                                "The input does not fit the source: "
                                                        + misfit
                                                        + "."));
            }
        }
    }

    private void options(Engine engine, DescribedStep step) {
        var options = step.spec().options();
        var schema = engine.options();
        var known = schema.path("properties").propertyNames();
        for (var name : options.propertyNames()) {
            if (!known.contains(name)) {
                problems.at(
                        YamlTree.child(step.pointer() + "/options", name),
                        engine.title()
                                + " knows no option '"
                                + name
                                + "'."
                                + DidYouMean.hint(name, known));
            }
        }
        if (!options.isEmpty() || schema.has("required")) {
            OwnValues.misfits(schema, options)
                    .forEach(
                            misfit ->
                                    problems.at(
                                            step.pointer() + "/options",
                                            "The options do not fit: " + misfit + "."));
        }
    }

    /** A misspelt tool would never be missed: its range would just not be asked for. */
    private void tools(List<Manifest.Step> steps) {
        var kinds = steps.stream().map(step -> step.spec().engine().name()).distinct().toList();
        steps.stream()
                .map(Manifest.Step::spec)
                .map(StepSpec::tools)
                .findFirst()
                .ifPresent(
                        tools ->
                                tools.keySet().stream()
                                        .filter(
                                                tool ->
                                                        kinds.stream()
                                                                .noneMatch(
                                                                        kind ->
                                                                                tool.equals(kind)
                                                                                        || tool
                                                                                                .startsWith(
                                                                                                        kind
                                                                                                                + "-")))
                                        .forEach(
                                                tool ->
                                                        problems.at(
                                                                "/spec/tools/" + tool,
                                                                "No step of this template uses the tool '"
                                                                        + tool
                                                                        + "'."
                                                                        + DidYouMean.hint(
                                                                                tool, kinds))));
    }
}
