package dev.groundplan.credential;

import dev.groundplan.catalog.TemplateVersion;
import dev.groundplan.engine.CredentialLease;
import dev.groundplan.engine.CredentialLease.Kind;
import dev.groundplan.engine.StepSpec;
import dev.groundplan.identity.TeamId;
import dev.groundplan.store.Cipher;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map.Entry;
import org.springframework.stereotype.Service;

/** Hands secrets to workers, for one step of one environment at a time. */
@Service
public class Leases {
    private final CredentialRepository credentials;
    private final CredentialProperties properties;
    private final Cipher cipher;

    Leases(CredentialRepository credentials, CredentialProperties properties, Cipher cipher) {
        this.credentials = credentials;
        this.properties = properties;
        this.cipher = cipher;
    }

    /** For whom a step runs. */
    public record Tenant(TeamId team, String teamName, String tier) {}

    /**
     * What the slots of a step hold now, as files or variables; empty for a step without slots.
     *
     * @throws MissingCredentialException when a slot is empty, or holds what the step can't use
     */
    public List<CredentialLease> of(StepSpec step, TemplateVersion template, Tenant tenant) {
        var leases = new ArrayList<CredentialLease>();
        for (var slot : step.credentials().entrySet()) {
            leases.add(lease(slot, template, tenant));
        }
        return List.copyOf(leases);
    }

    /** Names what fills the slots of a step, for what a plan depends on; never a secret. */
    public List<String> names(StepSpec step, TemplateVersion template, Tenant tenant) {
        return step.credentials().entrySet().stream()
                .map(slot -> slot.getKey() + " " + granted(slot, template, tenant).id().value())
                .sorted()
                .toList();
    }

    private CredentialLease lease(
            Entry<String, String> slot, TemplateVersion template, Tenant tenant) {
        var credential = granted(slot, template, tenant);
        var role = slot.getKey();
        var problem = Slot.problem(role, credential.kind());
        if (problem.isPresent()) {
            throw new MissingCredentialException(problem.get());
        }
        if (credential.kind() == Kind.VARIABLE && !properties.variables().contains(role)) {
            throw new MissingCredentialException(
                    "The variable "
                            + role
                            + " may not be set: an admin adds it to groundplan.credentials.variables.");
        }
        var secret =
                cipher.decrypt(credentials.ciphertext(credential.id()), purpose(credential.id()));
        return new CredentialLease(
                role,
                credential.kind(),
                new String(secret, StandardCharsets.UTF_8),
                credential.username(),
                credential.knownHosts());
    }

    private Credential granted(
            Entry<String, String> slot, TemplateVersion template, Tenant tenant) {
        return credentials
                .granted(
                        template.templateId().value(),
                        slot.getValue(),
                        tenant.team(),
                        tenant.tier())
                .orElseThrow(
                        () ->
                                new MissingCredentialException(
                                        "The template %s needs a credential in its slot %s (%s), and none is granted to team %s for %s. An admin grants one under Credentials."
                                                .formatted(
                                                        template.template(),
                                                        slot.getValue(),
                                                        slot.getKey(),
                                                        tenant.teamName(),
                                                        tenant.tier())));
    }

    static String purpose(CredentialId id) {
        return "credential/" + id.value();
    }
}
