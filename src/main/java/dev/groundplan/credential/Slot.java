package dev.groundplan.credential;

import dev.groundplan.catalog.TemplateId;
import dev.groundplan.engine.CredentialLease.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A place for a credential in a template.
 *
 * @param template the template's name
 * @param roles what its steps use it for, such as "ssh"
 */
public record Slot(TemplateId templateId, String template, String name, String roles) {
    private static final Map<String, Kind> KINDS = Map.of("ssh", Kind.SSH_KEY, "vault", Kind.FILE);

    /** Why a credential of a kind can't be used so, as a sentence; empty when it can. */
    static Optional<String> problem(String role, Kind kind) {
        var needed = KINDS.getOrDefault(role, kind);
        return needed == kind
                ? Optional.empty()
                : Optional.of(
                        "A template uses this slot for "
                                + role
                                + ": that takes "
                                + (needed == Kind.SSH_KEY ? "an SSH key." : "a file."));
    }

    /** The same for all that its template uses it for. */
    Optional<String> problem(Kind kind) {
        return Stream.of(roles.split(", "))
                .flatMap(role -> problem(role, kind).stream())
                .findFirst();
    }

    /** Stands for it in a form. */
    public String key() {
        return templateId.value() + "/" + name;
    }
}
