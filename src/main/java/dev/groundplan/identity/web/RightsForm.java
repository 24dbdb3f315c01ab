package dev.groundplan.identity.web;

import dev.groundplan.identity.Rights;
import org.jspecify.annotations.Nullable;

/** Two checkboxes: browsers don't send those that are off. */
record RightsForm(@Nullable Boolean admin, @Nullable Boolean auditor) {
    Rights rights() {
        return new Rights(Boolean.TRUE.equals(admin), Boolean.TRUE.equals(auditor));
    }
}
