package dev.groundplan.environment;

import dev.groundplan.catalog.TemplateVersionId;
import dev.groundplan.identity.PersonId;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * The full values of an environment as somebody asked for them.
 *
 * @param values secrets are references, {@code {"$secret": id}}, never in clear
 */
public record Revision(
        EnvironmentId environmentId,
        int number,
        TemplateVersionId templateVersionId,
        ObjectNode values,
        PersonId requestedBy,
        Instant createdAt) {}
