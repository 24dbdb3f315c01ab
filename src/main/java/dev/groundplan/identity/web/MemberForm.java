package dev.groundplan.identity.web;

import static java.util.Objects.requireNonNullElse;

import dev.groundplan.identity.Role;
import org.jspecify.annotations.Nullable;

/** A person's place in a team; without a role it is the smallest. */
record MemberForm(String username, Role role) {
    static final MemberForm EMPTY = new MemberForm(null, Role.REQUESTER);

    MemberForm(@Nullable String username, @Nullable Role role) {
        this.username = requireNonNullElse(username, "");
        this.role = requireNonNullElse(role, Role.VIEWER);
    }
}
