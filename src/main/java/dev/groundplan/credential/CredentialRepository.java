package dev.groundplan.credential;

import dev.groundplan.identity.PersonId;
import dev.groundplan.identity.TeamId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CredentialRepository {
    private static final String SELECT =
            """
            select id, name, kind, username, known_hosts, fingerprint, created_at, replaced_at
            from credential
            """;

    private final JdbcClient jdbc;

    CredentialRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is encrypted, and with which key. */
    record Encrypted(byte[] ciphertext, String keyId) {}

    List<Credential> all() {
        return jdbc.sql(SELECT + "order by name").query(Credential.class).list();
    }

    Optional<Credential> find(CredentialId id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id.value())
                .query(Credential.class)
                .optional();
    }

    boolean isTaken(String name) {
        return jdbc.sql("select count(*) from credential where name = :name")
                        .param("name", name)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** The exact tier counts more than every tier. */
    Optional<Credential> granted(UUID template, String slot, TeamId team, String tier) {
        return jdbc.sql(
                        """
                        select c.id, c.name, c.kind, c.username, c.known_hosts, c.fingerprint, c.created_at, c.replaced_at
                        from credential c join credential_grant g on g.credential_id = c.id
                        where g.template_id = :template and g.slot = :slot and g.team_id = :team
                            and g.tier in ('', :tier)
                        order by g.tier desc fetch first 1 rows only
                        """)
                .param("template", template)
                .param("slot", slot)
                .param("team", team.value())
                .param("tier", tier)
                .query(Credential.class)
                .optional();
    }

    byte[] ciphertext(CredentialId id) {
        return jdbc.sql("select ciphertext from credential where id = :id")
                .param("id", id.value())
                .query(byte[].class)
                .single();
    }

    void insert(Credential credential, Encrypted secret, PersonId by) {
        jdbc.sql(
                        """
                        insert into credential (id, name, kind, username, known_hosts, fingerprint, ciphertext, key_id,
                            created_by, created_at, replaced_at)
                        values (:id, :name, :kind, :username, :knownHosts, :fingerprint, :ciphertext, :key, :by, :at, :at)
                        """)
                .param("id", credential.id().value())
                .param("name", credential.name())
                .param("kind", credential.kind().name())
                .param("username", credential.username())
                .param("knownHosts", credential.knownHosts())
                .param("fingerprint", credential.fingerprint())
                .param("ciphertext", secret.ciphertext())
                .param("key", secret.keyId())
                .param("by", by.value())
                .param("at", credential.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    void replace(Credential credential, Encrypted secret) {
        jdbc.sql(
                        """
                        update credential set username = :username, known_hosts = :knownHosts, fingerprint = :fingerprint,
                            ciphertext = :ciphertext, key_id = :key, replaced_at = :at
                        where id = :id
                        """)
                .param("id", credential.id().value())
                .param("username", credential.username())
                .param("knownHosts", credential.knownHosts())
                .param("fingerprint", credential.fingerprint())
                .param("ciphertext", secret.ciphertext())
                .param("key", secret.keyId())
                .param("at", credential.replacedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    void delete(CredentialId id) {
        jdbc.sql("delete from credential where id = :id").param("id", id.value()).update();
    }

    List<Grant> grants(CredentialId id) {
        return jdbc.sql(
                        """
                        select g.id, t.name as template, g.slot, m.title as team, g.tier, p.username as granted_by, g.granted_at
                        from credential_grant g join template t on t.id = g.template_id
                        join team m on m.id = g.team_id join person p on p.id = g.granted_by
                        where g.credential_id = :id order by t.name, g.slot, m.title, g.tier
                        """)
                .param("id", id.value())
                .query(Grant.class)
                .list();
    }

    void insertGrant(UUID id, CredentialId credential, Filling filling, PersonId by, Instant at) {
        jdbc.sql(
                        """
                        insert into credential_grant (id, credential_id, template_id, slot, team_id, tier, granted_by, granted_at)
                        values (:id, :credential, :template, :slot, :team, :tier, :by, :at)
                        """)
                .param("id", id)
                .param("credential", credential.value())
                .param("template", filling.slot().templateId().value())
                .param("slot", filling.slot().name())
                .param("team", filling.team().value())
                .param("tier", filling.tier())
                .param("by", by.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Which slot is filled for whom. */
    record Filling(Slot slot, TeamId team, String tier) {}

    boolean deleteGrant(CredentialId credential, UUID grant) {
        return jdbc.sql(
                                "delete from credential_grant where id = :id and credential_id = :credential")
                        .param("id", grant)
                        .param("credential", credential.value())
                        .update()
                == 1;
    }
}
