package dev.groundplan.run;

import dev.groundplan.catalog.TemplateVersion;
import dev.groundplan.identity.TeamId;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request for an environment.
 *
 * @param values checked by the form's validator already
 */
public record NewEnvironment(
        TeamId team,
        String tier,
        String name,
        TemplateVersion template,
        ObjectNode values,
        String reason,
        boolean planOnly) {}
