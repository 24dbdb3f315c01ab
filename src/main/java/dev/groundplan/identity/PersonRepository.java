package dev.groundplan.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PersonRepository {
    private static final String COLUMNS =
            "id, username, name, email, admin, auditor, disabled_at, must_change_password, last_login_at,"
                    + " upper(theme) as theme, created_at";

    private final JdbcClient jdbc;

    PersonRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Person> find(PersonId id) {
        return jdbc.sql("select " + COLUMNS + " from person where id = :id")
                .param("id", id.value())
                .query(Person.class)
                .optional();
    }

    Optional<Person> byUsername(String username) {
        return jdbc.sql("select " + COLUMNS + " from person where username = :username")
                .param("username", username)
                .query(Person.class)
                .optional();
    }

    List<Person> all() {
        return jdbc.sql("select " + COLUMNS + " from person order by username")
                .query(Person.class)
                .list();
    }

    boolean isEmpty() {
        return jdbc.sql("select count(*) from person").query(Long.class).single() == 0;
    }

    Optional<String> passwordHash(PersonId id) {
        return jdbc.sql(
                        "select password_hash from person where id = :id and password_hash is not null")
                .param("id", id.value())
                .query(String.class)
                .optional();
    }

    /** Who is behind a session or token right now; empty for a person who is gone or disabled. */
    Optional<CurrentPerson> current(PersonId id) {
        return jdbc.sql(
                        """
                        select p.id, p.username, p.name, p.admin, p.auditor, upper(p.theme) as theme,
                               p.must_change_password, m.team_id, m.role
                        from person p left join team_member m on m.person_id = p.id
                        where p.id = :id and p.disabled_at is null""")
                .param("id", id.value())
                .query(PersonRepository::currentPerson);
    }

    private static Optional<CurrentPerson> currentPerson(ResultSet rows) throws SQLException {
        if (!rows.next()) {
            return Optional.empty();
        }
        PersonId id = new PersonId(rows.getObject("id", UUID.class));
        String username = rows.getString("username");
        String name = rows.getString("name");
        boolean admin = rows.getBoolean("admin");
        boolean auditor = rows.getBoolean("auditor");
        Theme theme = Theme.valueOf(rows.getString("theme"));
        boolean mustChange = rows.getBoolean("must_change_password");
        Viewer viewer = new Viewer(id, username, name, roles(rows), admin, auditor);
        return Optional.of(new CurrentPerson(viewer, theme, mustChange, null));
    }

    private static Map<TeamId, Role> roles(ResultSet rows) throws SQLException {
        Map<TeamId, Role> roles = new HashMap<>();
        do {
            UUID team = rows.getObject("team_id", UUID.class);
            if (team != null) {
                roles.put(new TeamId(team), Role.valueOf(rows.getString("role")));
            }
        } while (rows.next());
        return Map.copyOf(roles);
    }

    void insert(Person person, String passwordHash) {
        jdbc.sql(
                        """
                        insert into person (id, username, name, email, password_hash, admin, auditor,
                                            must_change_password, password_changed_at, created_at)
                        values (:id, :username, :name, :email, :hash, :admin, :auditor, :mustChange, :at, :at)""")
                .param("id", person.id().value())
                .param("username", person.username())
                .param("name", person.name())
                .param("email", person.email())
                .param("hash", passwordHash)
                .param("admin", person.admin())
                .param("auditor", person.auditor())
                .param("mustChange", person.mustChangePassword())
                .param("at", person.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    void rename(PersonId id, String name, @Nullable String email) {
        jdbc.sql(
                        """
                        update person set name = :name, email = :email, version = version + 1
                        where id = :id""")
                .param("id", id.value())
                .param("name", name)
                .param("email", email)
                .update();
    }

    void saveRights(PersonId id, boolean admin, boolean auditor) {
        jdbc.sql(
                        """
                        update person set admin = :admin, auditor = :auditor, version = version + 1
                        where id = :id""")
                .param("id", id.value())
                .param("admin", admin)
                .param("auditor", auditor)
                .update();
    }

    void saveDisabledAt(PersonId id, @Nullable Instant at) {
        jdbc.sql("update person set disabled_at = :at, version = version + 1 where id = :id")
                .param("id", id.value())
                .param("at", at == null ? null : at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void savePassword(PersonId id, String hash, boolean mustChange, Instant at) {
        jdbc.sql(
                        """
                        update person set password_hash = :hash, must_change_password = :mustChange,
                                          password_changed_at = :at, version = version + 1
                        where id = :id""")
                .param("id", id.value())
                .param("hash", hash)
                .param("mustChange", mustChange)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void saveTheme(PersonId id, Theme theme) {
        jdbc.sql("update person set theme = :theme where id = :id")
                .param("id", id.value())
                .param("theme", theme.word())
                .update();
    }

    void saveLastLogin(PersonId id, Instant at) {
        jdbc.sql("update person set last_login_at = :at where id = :id")
                .param("id", id.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * Locks the rows it counts, so that two administrators can't remove each other at the same
     * moment.
     */
    List<PersonId> lockEnabledAdmins() {
        return jdbc.sql(
                        """
                        select id from person where admin = true and disabled_at is null
                        order by id for update""")
                .query((row, number) -> new PersonId(row.getObject("id", UUID.class)))
                .list();
    }
}
