package dev.groundplan.identity.web;

import dev.groundplan.identity.Role;
import dev.groundplan.identity.TeamMember;
import java.util.Locale;
import java.util.UUID;

/** A member as the team's page shows them. */
record MemberRow(
        UUID id, String username, String name, boolean disabled, Role role, String roleWord) {
    static MemberRow of(TeamMember member) {
        return new MemberRow(
                member.id().value(),
                member.username(),
                member.name(),
                member.disabled(),
                member.role(),
                member.role().name().toLowerCase(Locale.ROOT));
    }
}
