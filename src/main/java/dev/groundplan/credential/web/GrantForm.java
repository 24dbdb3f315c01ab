package dev.groundplan.credential.web;

import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;

/** For whom a slot is filled; a field that was not sent is empty. */
record GrantForm(String slot, String team, String tier) {
    static final GrantForm EMPTY = new GrantForm(null, null, null);

    GrantForm(@Nullable String slot, @Nullable String team, @Nullable String tier) {
        this.slot = requireNonNullElse(slot, "");
        this.team = requireNonNullElse(team, "");
        this.tier = requireNonNullElse(tier, "");
    }
}
