package dev.groundplan.credential;

import com.fasterxml.uuid.Generators;
import dev.groundplan.credential.CredentialRepository.Encrypted;
import dev.groundplan.credential.CredentialRepository.Filling;
import dev.groundplan.credential.EntryCheck.Checked;
import dev.groundplan.engine.CredentialLease.Kind;
import dev.groundplan.identity.InvalidFieldsException;
import dev.groundplan.identity.Teams;
import dev.groundplan.identity.Viewer;
import dev.groundplan.store.Cipher;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Credentials and for whom they fill which slot of a template. A secret can be written and
 * replaced, and is read by {@link Leases} alone.
 */
@Service
@Transactional
public class Credentials {
    private final CredentialRepository credentials;
    private final Slots slots;
    private final Teams teams;
    private final Cipher cipher;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Credentials(
            CredentialRepository credentials,
            Slots slots,
            Teams teams,
            Cipher cipher,
            ApplicationEventPublisher events,
            Clock clock) {
        this.credentials = credentials;
        this.slots = slots;
        this.teams = teams;
        this.cipher = cipher;
        this.events = events;
        this.clock = clock;
    }

    /** By name. */
    @Transactional(readOnly = true)
    public List<Credential> all() {
        return credentials.all();
    }

    /**
     * @throws UnknownCredentialException (404)
     */
    @Transactional(readOnly = true)
    public Credential get(CredentialId id) {
        return credentials.find(id).orElseThrow(UnknownCredentialException::new);
    }

    /** By template, slot and team. */
    @Transactional(readOnly = true)
    public List<Grant> grants(CredentialId id) {
        return credentials.grants(id);
    }

    /**
     * @throws InvalidFieldsException for the fields of the entry
     */
    public Credential create(CredentialEntry entry, Viewer admin) {
        var checked = EntryCheck.check(entry);
        if (credentials.isTaken(entry.name())) {
            throw taken();
        }
        var id = new CredentialId(Generators.timeBasedEpochGenerator().generate());
        var credential = credential(id, entry.name(), checked);
        try {
            credentials.insert(credential, encrypted(id, checked), admin.id());
        } catch (DuplicateKeyException e) {
            throw taken();
        }
        changed(credential, CredentialChanged.Kind.CREATED, admin, words(credential));
        return credential;
    }

    /**
     * Writes another secret, with username and host keys; name, kind and grants stay.
     *
     * @throws InvalidFieldsException for the fields of the entry
     */
    public void replace(CredentialId id, CredentialEntry entry, Viewer admin) {
        var before = get(id);
        var checked = EntryCheck.replacement(withSecret(before, entry), before.kind());
        var now = credential(id, before.name(), checked);
        credentials.replace(now, encrypted(id, checked));
        changed(now, CredentialChanged.Kind.REPLACED, admin, words(now));
    }

    /** Without a new key the old one stays, so that a host key can be added. */
    private CredentialEntry withSecret(Credential before, CredentialEntry entry) {
        if (before.kind() != Kind.SSH_KEY || !entry.secret().isBlank()) {
            return entry;
        }
        var kept = cipher.decrypt(credentials.ciphertext(before.id()), Leases.purpose(before.id()));
        return new CredentialEntry(
                entry.name(),
                entry.kind(),
                entry.username(),
                entry.knownHosts(),
                new String(kept, StandardCharsets.UTF_8));
    }

    /** With all its grants; runs that need it are refused from now on. */
    public void remove(CredentialId id, Viewer admin) {
        var credential = get(id);
        credentials.delete(id);
        changed(credential, CredentialChanged.Kind.REMOVED, admin, words(credential));
    }

    /**
     * @param slot as {@link Slot#key} of one of {@link Slots#all}
     * @param team a team's name
     * @param tier empty for every tier
     * @throws InvalidFieldsException for slot and team, also when another credential fills the slot
     *     already
     */
    public void grant(CredentialId id, String slot, String team, String tier, Viewer admin) {
        var credential = get(id);
        var filling = filling(slot, team, tier);
        filling.slot()
                .problem(credential.kind())
                .ifPresent(
                        problem -> {
                            throw new InvalidFieldsException("slot", problem);
                        });
        try {
            credentials.insertGrant(
                    Generators.timeBasedEpochGenerator().generate(),
                    id,
                    filling,
                    admin.id(),
                    clock.instant());
        } catch (DuplicateKeyException e) {
            throw new InvalidFieldsException(
                    "slot",
                    "This slot is filled for that team and tier already: revoke that first.");
        }
        var to =
                "%s of %s, team %s, %s"
                        .formatted(
                                filling.slot().name(),
                                filling.slot().template(),
                                team,
                                tier.isEmpty() ? "every tier" : "tier " + tier);
        changed(credential, CredentialChanged.Kind.GRANTED, admin, "Slot " + to);
    }

    private Filling filling(String slot, String team, String tier) {
        var chosen =
                slots.find(slot)
                        .orElseThrow(() -> new InvalidFieldsException("slot", "Choose a slot."));
        var named =
                teams.byName(team)
                        .orElseThrow(() -> new InvalidFieldsException("team", "Choose a team."));
        if (!tier.isEmpty() && !tier.matches("[a-z][a-z0-9-]{0,39}")) {
            throw new InvalidFieldsException("tier", "Choose a tier.");
        }
        return new Filling(chosen, named.id(), tier);
    }

    /**
     * @throws UnknownCredentialException when there is no such grant
     */
    public void revoke(CredentialId id, UUID grant, Viewer admin) {
        var credential = get(id);
        var revoked =
                grants(id).stream()
                        .filter(each -> each.id().equals(grant))
                        .findFirst()
                        .orElseThrow(UnknownCredentialException::new);
        credentials.deleteGrant(id, grant);
        changed(
                credential,
                CredentialChanged.Kind.REVOKED,
                admin,
                "Slot %s of %s, team %s"
                        .formatted(revoked.slot(), revoked.template(), revoked.team()));
    }

    private Credential credential(CredentialId id, String name, Checked checked) {
        boolean key = checked.kind() == Kind.SSH_KEY;
        var now = clock.instant();
        return new Credential(
                id,
                name,
                checked.kind(),
                key ? checked.entry().username() : "",
                key ? checked.entry().knownHosts() : "",
                checked.fingerprint(),
                now,
                now);
    }

    private Encrypted encrypted(CredentialId id, Checked checked) {
        var bytes = checked.secret().getBytes(StandardCharsets.UTF_8);
        return new Encrypted(cipher.encrypt(bytes, Leases.purpose(id)), cipher.keyId());
    }

    private void changed(
            Credential credential, CredentialChanged.Kind kind, Viewer by, String detail) {
        events.publishEvent(
                new CredentialChanged(credential.id(), credential.name(), kind, by.id(), detail));
    }

    private static String words(Credential credential) {
        return credential.fingerprint().isEmpty()
                ? credential.kind().name()
                : credential.kind() + " " + credential.fingerprint();
    }

    private static InvalidFieldsException taken() {
        return new InvalidFieldsException("name", "There is a credential of this name already.");
    }
}
