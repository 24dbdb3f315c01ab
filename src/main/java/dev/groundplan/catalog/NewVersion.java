package dev.groundplan.catalog;

import dev.groundplan.store.ArtifactId;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A version on its way into the database. */
record NewVersion(
        UUID id,
        UUID templateId,
        String template,
        String version,
        String digest,
        ArtifactId snapshot,
        Descriptor descriptor,
        @Nullable String readme,
        @Nullable String changelog) {

    /** What the catalog's search looks through. */
    String search() {
        var engines = descriptor.steps().stream().map(step -> step.engine().name()).toList();
        return String.join(
                        "\n",
                        template,
                        descriptor.title(),
                        descriptor.description(),
                        descriptor.owner() == null ? "" : descriptor.owner(),
                        String.join(" ", descriptor.tags()),
                        String.join(" ", engines))
                .toLowerCase(Locale.ROOT);
    }
}
