package dev.groundplan.run.api;

import dev.groundplan.identity.People;
import dev.groundplan.identity.PersonId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person as answers name them. */
record PersonAnswer(UUID id, @Nullable String username, String name) {
    static PersonAnswer of(PersonId id, People people) {
        return people.find(id)
                .map(person -> new PersonAnswer(id.value(), person.username(), person.name()))
                .orElse(new PersonAnswer(id.value(), null, "somebody"));
    }
}
