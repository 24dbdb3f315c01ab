package dev.groundplan.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ApiTokenRepository {
    private static final String COLUMNS =
            "id, person_id, name, prefix, scopes, created_at, expires_at, last_used_at, revoked_at";

    private final JdbcClient jdbc;

    ApiTokenRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(ApiToken token, String hash) {
        jdbc.sql(
                        """
                        insert into api_token (id, person_id, name, prefix, hash, scopes, created_at, expires_at)
                        values (:id, :person, :name, :prefix, :hash, :scopes, :created, :expires)""")
                .param("id", token.id())
                .param("person", token.owner().value())
                .param("name", token.name())
                .param("prefix", token.prefix())
                .param("hash", hash)
                .param(
                        "scopes",
                        token.scopes().stream()
                                .sorted()
                                .map(TokenScope::name)
                                .collect(Collectors.joining(",")))
                .param("created", token.createdAt().atOffset(ZoneOffset.UTC))
                .param("expires", token.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<ApiToken> byHash(String hash) {
        return jdbc.sql("select " + COLUMNS + " from api_token where hash = :hash")
                .param("hash", hash)
                .query(ApiTokenRepository::token)
                .optional();
    }

    /** The tokens of a person that are not revoked, newest first. */
    List<ApiToken> unrevokedOf(PersonId person) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + " from api_token where person_id = :person and revoked_at is null"
                                + " order by created_at desc, id desc")
                .param("person", person.value())
                .query(ApiTokenRepository::token)
                .list();
    }

    boolean revoke(UUID id, PersonId owner, Instant at) {
        return jdbc.sql(
                                """
                                update api_token set revoked_at = :at
                                where id = :id and person_id = :owner and revoked_at is null""")
                        .param("id", id)
                        .param("owner", owner.value())
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    void saveLastUsed(UUID id, Instant at) {
        jdbc.sql("update api_token set last_used_at = :at where id = :id")
                .param("id", id)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static ApiToken token(ResultSet row, int number) throws SQLException {
        return new ApiToken(
                row.getObject("id", UUID.class),
                new PersonId(row.getObject("person_id", UUID.class)),
                row.getString("name"),
                row.getString("prefix"),
                scopes(row.getString("scopes")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                instant(row, "last_used_at"),
                instant(row, "revoked_at"));
    }

    private static Set<TokenScope> scopes(String names) {
        return Arrays.stream(names.split(","))
                .map(TokenScope::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(TokenScope.class)));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
