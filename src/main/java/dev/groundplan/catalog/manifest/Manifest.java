package dev.groundplan.catalog.manifest;

import dev.groundplan.catalog.Descriptor.OutputSpec;
import dev.groundplan.catalog.Descriptor.PartApproval;
import dev.groundplan.engine.StepSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code template.yaml} says, before it is compared with the sources. Pointers say where each
 * part stands.
 */
record Manifest(
        Metadata metadata,
        Map<String, String> tools,
        List<OverlayPage> pages,
        List<Step> steps,
        List<Output> outputs,
        PartApproval approval) {

    record Metadata(
            String name,
            String title,
            String description,
            @Nullable String owner,
            @Nullable String version,
            List<String> tags) {}

    /** One page of the parameters; {@code properties} are still in the manifest's own words. */
    record OverlayPage(
            String title,
            @Nullable String description,
            Section properties,
            List<String> required) {}

    record Step(StepSpec spec, String pointer) {}

    record Output(OutputSpec spec, String pointer) {}
}
