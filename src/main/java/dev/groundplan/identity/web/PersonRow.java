package dev.groundplan.identity.web;

import dev.groundplan.identity.Person;
import dev.groundplan.identity.TeamRole;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A person as lists show them.
 *
 * @param roles in plain words
 * @param tone the colour of the state: ok, warn or idle
 */
record PersonRow(
        UUID id,
        String username,
        String name,
        String roles,
        @Nullable Instant lastLoginAt,
        String state,
        String tone) {

    static PersonRow of(Person person, List<TeamRole> teams) {
        return new PersonRow(
                person.id().value(),
                person.username(),
                person.name(),
                roles(person, teams),
                person.lastLoginAt(),
                person.disabled()
                        ? "Disabled"
                        : person.mustChangePassword() ? "One-time password" : "Active",
                person.disabled() ? "idle" : person.mustChangePassword() ? "warn" : "ok");
    }

    private static String roles(Person person, List<TeamRole> teams) {
        String portal = person.admin() ? "Administrator" : person.auditor() ? "Auditor" : "";
        String inTeams =
                teams.stream()
                        .map(
                                team ->
                                        team.role().name().toLowerCase(Locale.ROOT)
                                                + " in "
                                                + team.title())
                        .collect(Collectors.joining(", "));
        String both =
                portal.isEmpty() || inTeams.isEmpty() ? portal + inTeams : portal + ", " + inTeams;
        return both.isEmpty() ? "In no team yet" : both;
    }
}
