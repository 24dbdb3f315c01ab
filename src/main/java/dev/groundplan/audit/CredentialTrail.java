package dev.groundplan.audit;

import dev.groundplan.credential.CredentialChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes down what becomes of credentials, and who may use them. */
@Component
class CredentialTrail {
    private final AuditWriter writer;

    CredentialTrail(AuditWriter writer) {
        this.writer = writer;
    }

    @EventListener
    void changed(CredentialChanged change) {
        writer.write(
                change.by(),
                "CREDENTIAL_" + change.kind(),
                AuditObject.of("credential", change.credential().value()),
                change.name() + ": " + change.detail());
    }
}
