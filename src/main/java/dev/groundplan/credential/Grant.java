package dev.groundplan.credential;

import java.time.Instant;
import java.util.UUID;

/**
 * For whom a credential fills a slot of a template.
 *
 * @param template the template's name
 * @param team the team's title
 * @param tier empty for every tier
 * @param grantedBy a username
 */
public record Grant(
        UUID id,
        String template,
        String slot,
        String team,
        String tier,
        String grantedBy,
        Instant grantedAt) {}
