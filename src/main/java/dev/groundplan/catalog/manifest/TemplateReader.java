package dev.groundplan.catalog.manifest;

import dev.groundplan.catalog.Descriptor;
import dev.groundplan.catalog.manifest.Manifest.Output;
import dev.groundplan.catalog.snapshot.TemplateFiles;
import dev.groundplan.engine.Engines;
import dev.groundplan.engine.Problem;
import dev.groundplan.form.FormDefinition;
import dev.groundplan.form.FormDefinitions;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a template: its manifest, or none; what the engines find in the sources; and how the two
 * fit.
 */
@Component
public class TemplateReader {
    private final Engines engines;

    TemplateReader(Engines engines) {
        this.engines = engines;
    }

    /**
     * Never throws for what an author wrote: that becomes problems, as many of them at once as can
     * be found.
     *
     * @param folder the template's folder, for the name of a template without a manifest
     * @param copy the same files unpacked, for the engines to read
     */
    public TemplateReading read(TemplateFiles files, String folder, Path copy) {
        var file = files.files().get(Problems.MANIFEST);
        if (file == null) {
            return withoutManifest(files, folder, copy);
        }
        try {
            return withManifest(YamlReader.read(file.bytes()), files, copy);
        } catch (YamlException e) {
            return TemplateReading.broken(
                    null, List.of(Problem.error(Problems.MANIFEST, e.line(), e.getMessage())));
        }
    }

    private TemplateReading withManifest(YamlTree tree, TemplateFiles files, Path copy)
            throws YamlException {
        if (!(tree.root() instanceof ObjectNode root)) {
            throw new YamlException(
                    1, "The file must hold the keys apiVersion, kind, metadata and spec.");
        }
        var problems = Problems.of(tree);
        var manifest = ManifestReader.read(root, problems);
        var name = manifest.metadata().name();
        return fitted(manifest, name.isEmpty() ? null : name, problems, files, copy);
    }

    private TemplateReading withoutManifest(TemplateFiles files, String folder, Path copy) {
        var derived = DerivedManifest.of(files, folder);
        if (derived.isEmpty()) {
            return TemplateReading.broken(null, List.of(DerivedManifest.nothingToDerive(files)));
        }
        var problems = Problems.withoutManifest();
        return fitted(derived.get(), derived.get().metadata().name(), problems, files, copy);
    }

    private TemplateReading fitted(
            Manifest manifest,
            @Nullable String name,
            Problems problems,
            TemplateFiles files,
            Path copy) {
        var described =
                new StepDescriber(engines, files, copy, problems).describe(manifest.steps());
        // Where a step could not be described, every parameter and reference would look like one to
        // nothing.
        var complete =
                described.size() == manifest.steps().size()
                        && described.stream().allMatch(DescribedStep::sound);
        var form = new FormBuilder(described, complete, problems).build(manifest.pages());
        var steps = StepOrder.sort(described, problems);
        var outputs = outputs(manifest, steps);
        check(complete, form, steps, outputs, problems);
        if (problems.fatal()) {
            return TemplateReading.broken(name, problems.all());
        }
        return new TemplateReading(
                name,
                manifest.metadata().version(),
                problems.line("/metadata/version"),
                descriptor(manifest, form, steps, outputs),
                problems.all());
    }

    private static void check(
            boolean complete,
            FormDefinition form,
            List<DescribedStep> steps,
            List<Output> outputs,
            Problems problems) {
        if (complete) {
            var parameters = (ObjectNode) form.schema().get("properties");
            var references = new ReferenceCheck(parameters, steps, problems);
            steps.forEach(references::step);
            outputs.forEach(references::output);
        }
        if (!problems.fatal()) {
            // The form's own rules come last: most of what they find was said above, with its line.
            FormDefinitions.problem(form)
                    .ifPresent(problem -> problems.at("/spec/parameters", problem));
        }
    }

    private static List<Output> outputs(Manifest manifest, List<DescribedStep> steps) {
        return manifest.outputs().isEmpty() ? DerivedManifest.outputs(steps) : manifest.outputs();
    }

    private static Descriptor descriptor(
            Manifest manifest,
            FormDefinition form,
            List<DescribedStep> steps,
            List<Output> outputs) {
        var metadata = manifest.metadata();
        return new Descriptor(
                metadata.title(),
                metadata.description(),
                metadata.owner(),
                metadata.tags(),
                manifest.tools(),
                form,
                steps.stream().map(step -> Wiring.wired(step, form)).toList(),
                outputs.stream().map(Output::spec).toList(),
                manifest.approval());
    }
}
