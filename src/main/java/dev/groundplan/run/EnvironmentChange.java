package dev.groundplan.run;

import dev.groundplan.catalog.TemplateVersion;
import dev.groundplan.environment.EnvironmentId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request to change an environment.
 *
 * @param values the full new values, where an absent secret is kept; checked again when the run is
 *     requested
 * @param expectedRevision the revision that the person saw; null when any will do
 * @param supersede whether it takes the place of a run that waits for approval
 */
public record EnvironmentChange(
        EnvironmentId environment,
        TemplateVersion template,
        ObjectNode values,
        String reason,
        boolean planOnly,
        @Nullable Integer expectedRevision,
        boolean supersede) {}
