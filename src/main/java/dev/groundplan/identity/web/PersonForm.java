package dev.groundplan.identity.web;

import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;

/** What an administrator enters about a new person; a field that was not sent is empty. */
record PersonForm(String username, String name, String email, Boolean admin) {
    static final PersonForm EMPTY = new PersonForm(null, null, null, null);

    PersonForm(
            @Nullable String username,
            @Nullable String name,
            @Nullable String email,
            @Nullable Boolean admin) {
        this.username = requireNonNullElse(username, "");
        this.name = requireNonNullElse(name, "");
        this.email = requireNonNullElse(email, "");
        this.admin = requireNonNullElse(admin, false);
    }
}
