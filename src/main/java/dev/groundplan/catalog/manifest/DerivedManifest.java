package dev.groundplan.catalog.manifest;

import dev.groundplan.catalog.Descriptor.OutputSpec;
import dev.groundplan.catalog.Descriptor.PartApproval;
import dev.groundplan.catalog.manifest.Manifest.Metadata;
import dev.groundplan.catalog.manifest.Manifest.Output;
import dev.groundplan.catalog.manifest.Manifest.Step;
import dev.groundplan.catalog.snapshot.TemplateFiles;
import dev.groundplan.engine.EngineKind;
import dev.groundplan.engine.Problem;
import dev.groundplan.engine.StepSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;

/** What a template says that brings no manifest, and what one says that names no outputs. */
final class DerivedManifest {
    private static final EngineKind TERRAFORM = new EngineKind("terraform");

    private DerivedManifest() {}

    /** A folder with Terraform files on top is one step; anything else needs a manifest. */
    static Optional<Manifest> of(TemplateFiles files, String folder) {
        var name = TemplateNames.ofFolder(folder);
        if (!hasTerraform(files)) {
            return Optional.empty();
        }
        var empty = JsonNodeFactory.instance.objectNode();
        var step =
                new StepSpec("main", TERRAFORM, ".", List.of(), empty, empty.deepCopy(), Map.of());
        return Optional.of(
                new Manifest(
                        new Metadata(
                                name,
                                Titles.of(folder),
                                Readmes.firstSentence(files),
                                null,
                                null,
                                List.of()),
                        Map.of(),
                        List.of(),
                        List.of(new Step(step, "")),
                        List.of(),
                        PartApproval.EACH));
    }

    static Problem nothingToDerive(TemplateFiles files) {
        var misnamed =
                files.files().keySet().stream()
                        .filter(name -> name.matches("template\\.(yml|json)|(?i)template\\.yaml"))
                        .findFirst();
        return misnamed.map(
                        name ->
                                Problem.error(
                                        name,
                                        0,
                                        "The manifest must be called template.yaml. Rename the file."))
                .orElseGet(
                        () ->
                                Problem.error(
                                        null,
                                        0,
                                        "The folder has neither a template.yaml nor Terraform files (*.tf), and"
                                                + " one of them is needed."));
    }

    /** All outputs of all steps, secrets marked as such. */
    static List<Output> outputs(List<DescribedStep> steps) {
        var outputs = new ArrayList<Output>();
        var names = new HashSet<String>();
        for (var step : steps) {
            for (var declared : step.source().outputs()) {
                var name =
                        names.add(declared.name())
                                ? declared.name()
                                : step.spec().id() + "_" + declared.name();
                var reference =
                        "${{ steps." + step.spec().id() + ".outputs." + declared.name() + " }}";
                var as = declared.sensitive() ? OutputSpec.As.SECRET : OutputSpec.As.TEXT;
                outputs.add(
                        new Output(
                                new OutputSpec(name, Titles.of(name), as, reference),
                                step.pointer()));
            }
        }
        return outputs;
    }

    private static boolean hasTerraform(TemplateFiles files) {
        return files.files().keySet().stream()
                .anyMatch(path -> path.matches("[^/]+\\.tf(\\.json)?"));
    }
}
