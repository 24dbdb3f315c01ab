package dev.groundplan.identity.web;

import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;

/** What is entered about a team; a field that was not sent is empty. */
record TeamForm(String name, String title) {
    static final TeamForm EMPTY = new TeamForm(null, null);

    TeamForm(@Nullable String name, @Nullable String title) {
        this.name = requireNonNullElse(name, "");
        this.title = requireNonNullElse(title, "");
    }
}
