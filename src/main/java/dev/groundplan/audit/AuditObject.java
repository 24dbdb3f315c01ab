package dev.groundplan.audit;

import dev.groundplan.identity.TeamId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What something was done to; team is null when it belongs to none. */
record AuditObject(String kind, String id, @Nullable UUID team) {
    static AuditObject of(String kind, Object id) {
        return new AuditObject(kind, id.toString(), null);
    }

    static AuditObject of(String kind, Object id, TeamId team) {
        return new AuditObject(kind, id.toString(), team.value());
    }
}
