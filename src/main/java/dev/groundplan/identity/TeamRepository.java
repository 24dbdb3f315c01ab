package dev.groundplan.identity;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class TeamRepository {
    private final JdbcClient jdbc;

    TeamRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Team> all() {
        return jdbc.sql("select id, name, title from team order by name").query(Team.class).list();
    }

    Optional<Team> find(TeamId id) {
        return jdbc.sql("select id, name, title from team where id = :id")
                .param("id", id.value())
                .query(Team.class)
                .optional();
    }

    Optional<Team> byName(String name) {
        return jdbc.sql("select id, name, title from team where name = :name")
                .param("name", name)
                .query(Team.class)
                .optional();
    }

    void insert(Team team, Instant at) {
        jdbc.sql("insert into team (id, name, title, created_at) values (:id, :name, :title, :at)")
                .param("id", team.id().value())
                .param("name", team.name())
                .param("title", team.title())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void saveTitle(TeamId id, String title) {
        jdbc.sql("update team set title = :title where id = :id")
                .param("id", id.value())
                .param("title", title)
                .update();
    }

    List<TeamMember> members(TeamId team) {
        return jdbc.sql(
                        """
                        select p.id, p.username, p.name, p.disabled_at is not null as disabled, m.role
                        from team_member m join person p on p.id = m.person_id
                        where m.team_id = :team
                        order by p.username""")
                .param("team", team.value())
                .query(TeamMember.class)
                .list();
    }

    List<TeamRole> teamsOf(PersonId person) {
        return jdbc.sql(
                        """
                        select t.id, t.name, t.title, m.role
                        from team_member m join team t on t.id = m.team_id
                        where m.person_id = :person
                        order by t.name""")
                .param("person", person.value())
                .query(TeamRole.class)
                .list();
    }

    Map<PersonId, List<TeamRole>> teamsByPerson() {
        return jdbc
                .sql(
                        """
                        select m.person_id, t.id, t.name, t.title, m.role
                        from team_member m join team t on t.id = m.team_id
                        order by t.name""")
                .query(TeamRepository::membership)
                .list()
                .stream()
                .collect(groupingBy(Membership::person, mapping(Membership::team, toList())));
    }

    private static Membership membership(ResultSet row, int number) throws SQLException {
        TeamRole team =
                new TeamRole(
                        new TeamId(row.getObject("id", UUID.class)),
                        row.getString("name"),
                        row.getString("title"),
                        Role.valueOf(row.getString("role")));
        return new Membership(new PersonId(row.getObject("person_id", UUID.class)), team);
    }

    private record Membership(PersonId person, TeamRole team) {}

    boolean removeMember(TeamId team, PersonId person) {
        return jdbc.sql("delete from team_member where team_id = :team and person_id = :person")
                        .param("team", team.value())
                        .param("person", person.value())
                        .update()
                == 1;
    }

    void setMember(TeamId team, PersonId person, Role role) {
        jdbc.sql(
                        """
                        merge into team_member as m
                        using (values (cast(:team as uuid), cast(:person as uuid), cast(:role as varchar(20))))
                              as given (team_id, person_id, role)
                        on m.team_id = given.team_id and m.person_id = given.person_id
                        when matched then update set role = given.role
                        when not matched then insert (team_id, person_id, role)
                             values (given.team_id, given.person_id, given.role)""")
                .param("team", team.value())
                .param("person", person.value())
                .param("role", role.name())
                .update();
    }
}
