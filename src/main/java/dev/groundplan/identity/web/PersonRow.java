package dev.groundplan.identity.web;

import dev.groundplan.identity.Person;
import dev.groundplan.identity.TeamRole;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

/** A person as lists show them: roles in plain words. */
record PersonRow(
        UUID id,
        String username,
        String name,
        String roles,
        String lastLogin,
        boolean disabled,
        String state) {

    static PersonRow of(Person person, List<TeamRole> teams) {
        return new PersonRow(
                person.id().value(),
                person.username(),
                person.name(),
                roles(person, teams),
                TokenRow.minute(person.lastLoginAt()),
                person.disabled(),
                state(person));
    }

    private static String state(Person person) {
        if (person.disabled()) {
            return "Disabled";
        }
        return person.mustChangePassword() ? "One-time password" : "Active";
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
