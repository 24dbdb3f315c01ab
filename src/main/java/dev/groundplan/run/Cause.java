package dev.groundplan.run;

import dev.groundplan.identity.PersonId;
import org.jspecify.annotations.Nullable;

/** Who changed a run and why; a null actor is the portal itself. */
public record Cause(@Nullable PersonId actor, String text) {
    public static Cause by(PersonId actor, String text) {
        return new Cause(actor, text);
    }

    public static Cause portal(String text) {
        return new Cause(null, text);
    }
}
