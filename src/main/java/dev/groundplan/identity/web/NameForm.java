package dev.groundplan.identity.web;

import static java.util.Objects.requireNonNullElse;

import dev.groundplan.identity.Person;
import org.jspecify.annotations.Nullable;

/** How a person is called and reached; a field that was not sent is empty. */
record NameForm(String name, String email) {
    NameForm(@Nullable String name, @Nullable String email) {
        this.name = requireNonNullElse(name, "");
        this.email = requireNonNullElse(email, "");
    }

    static NameForm of(Person person) {
        return new NameForm(person.name(), person.email());
    }
}
