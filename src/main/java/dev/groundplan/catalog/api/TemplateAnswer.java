package dev.groundplan.catalog.api;

import dev.groundplan.catalog.Descriptor;
import dev.groundplan.catalog.TemplateDetails;
import dev.groundplan.catalog.TemplateDetails.VersionListItem;
import dev.groundplan.catalog.TemplateVersion;
import dev.groundplan.engine.Problem;
import dev.groundplan.form.FormDefinition;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One version of a template, with what a program needs to request it.
 *
 * @param parameters JSON Schema (2020-12) of {@code values}; {@code writeOnly} marks secrets
 */
record TemplateAnswer(
        String name,
        String title,
        String description,
        @Nullable String owner,
        List<String> tags,
        String version,
        String digest,
        @Schema(type = "object", description = "JSON Schema of the values.") ObjectNode parameters,
        List<FormDefinition.Page> pages,
        List<Step> steps,
        List<Output> outputs,
        List<VersionListItem> versions,
        List<Problem> problems,
        @Nullable String readme,
        boolean removed) {

    @Schema(name = "TemplateStep")
    record Step(String id, String engine, List<String> needs) {}

    @Schema(name = "TemplateOutput")
    record Output(String name, String title, Descriptor.OutputSpec.As as) {}

    static TemplateAnswer of(TemplateDetails details, TemplateVersion version) {
        var descriptor = version.descriptor();
        return new TemplateAnswer(
                details.name(),
                descriptor.title(),
                descriptor.description(),
                descriptor.owner(),
                descriptor.tags(),
                version.version(),
                version.digest(),
                descriptor.form().schema(),
                descriptor.form().pages(),
                descriptor.steps().stream()
                        .map(step -> new Step(step.id(), step.engine().name(), step.needs()))
                        .toList(),
                descriptor.outputs().stream()
                        .map(output -> new Output(output.name(), output.title(), output.as()))
                        .toList(),
                details.versions(),
                details.problems(),
                version.equals(details.current()) ? details.readme() : null,
                details.removed());
    }
}
