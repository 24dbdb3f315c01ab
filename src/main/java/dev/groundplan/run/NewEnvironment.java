package dev.groundplan.run;

import dev.groundplan.catalog.TemplateVersion;
import dev.groundplan.identity.TeamId;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request for an environment.
 *
 * @param values as entered; checked again when the run is requested
 */
public record NewEnvironment(
        TeamId team,
        String tier,
        String name,
        TemplateVersion template,
        ObjectNode values,
        String reason,
        boolean planOnly) {}
