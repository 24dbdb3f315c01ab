package dev.groundplan.identity.web;

import static java.util.Objects.requireNonNullElse;

import org.jspecify.annotations.Nullable;

/** The change of one's own password; never shown again, not even after a mistake. */
record PasswordForm(String current, String password, String again) {
    PasswordForm(@Nullable String current, @Nullable String password, @Nullable String again) {
        this.current = requireNonNullElse(current, "");
        this.password = requireNonNullElse(password, "");
        this.again = requireNonNullElse(again, "");
    }

    boolean agrees() {
        return password.equals(again);
    }

    @Override
    public String toString() {
        return "PasswordForm";
    }
}
