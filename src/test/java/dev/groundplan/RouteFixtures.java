package dev.groundplan;

import dev.groundplan.identity.ApiTokens;
import dev.groundplan.identity.NewToken;
import dev.groundplan.identity.People;
import dev.groundplan.identity.Person;
import dev.groundplan.identity.PersonId;
import dev.groundplan.identity.Rights;
import dev.groundplan.identity.Role;
import dev.groundplan.identity.Team;
import dev.groundplan.identity.Teams;
import dev.groundplan.identity.TokenScope;
import dev.groundplan.identity.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Things of team A (shop) for the variables of routes, new ones for every request, so that one
 * request can't spoil the next one. A module with new routes adds its case here.
 */
public class RouteFixtures {
    static final String VIEWER = "route-viewer";
    static final String AUDITOR = "route-auditor";

    private final People people;
    private final Teams teams;
    private final ApiTokens tokens;
    private final JdbcClient jdbc;

    RouteFixtures(People people, Teams teams, ApiTokens tokens, JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.people = people;
        this.teams = teams;
        this.tokens = tokens;
    }

    /** Adds the kinds of people that the demo lacks. */
    void addPeople() {
        createOnce(VIEWER, Rights.NONE, true);
        createOnce(AUDITOR, new Rights(false, true), false);
    }

    private void createOnce(String username, Rights rights, boolean inShop) {
        if (people.byUsername(username).isEmpty()) {
            Person person = people.createAtStart(username, username, rights, username, false);
            if (inShop) {
                teams.setMemberAtStart(shop(), person, Role.VIEWER);
            }
        }
    }

    Team shop() {
        return teams.byName("shop").orElseThrow();
    }

    /**
     * The path for a pattern; {@code asker} is the username of the person who will ask, perhaps
     * empty.
     */
    String path(String pattern, String asker) {
        if (pattern.startsWith("/people/{id}")) {
            Person person = somebody();
            String token =
                    pattern.contains("{token}")
                            ? token(viewer(person)).token().id().toString()
                            : "";
            return pattern.replace("{id}", person.id().value().toString())
                    .replace("{token}", token);
        }
        if (pattern.startsWith("/teams/{id}")) {
            String member = pattern.contains("{person}") ? member().id().value().toString() : "";
            return pattern.replace("{id}", shop().id().value().toString())
                    .replace("{person}", member);
        }
        if (pattern.contains("/tokens/{id}")) {
            String id =
                    people.byUsername(asker)
                            .map(this::viewer)
                            .map(this::token)
                            .map(t -> t.token().id().toString())
                            .orElse(UUID.randomUUID().toString());
            return pattern.replace("{id}", id);
        }
        if (pattern.startsWith("/api/v1/templates/")) {
            return pattern.replace("{name}", template("name"));
        }
        if (pattern.startsWith("/api/v1/environments/{id}")) {
            return pattern.replace("{id}", environment().toString());
        }
        if (pattern.startsWith("/api/v1/runs/{id}")) {
            return pattern.replace("{id}", waitingRun().toString());
        }
        return pattern.replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
    }

    private String template(String column) {
        return jdbc.sql(
                        "select cast(t."
                                + column
                                + " as varchar) from template t where t.current_version_id is not null"
                                + " and t.removed_at is null order by t.name fetch first 1 rows only")
                .query(String.class)
                .single();
    }

    /** Ready, and nothing of it is real: no worker has to make it. */
    private UUID environment() {
        UUID id = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into environment (id, team_id, tier, name, live_name, condition, last_run_number,
                            last_revision, applied_revision, created_by, created_at)
                        values (:id, :team, 'dev', :name, :name, 'READY', 1, 1, 1, :by, :at)
                        """)
                .param("id", id)
                .param("team", shop().id().value())
                .param("name", "route-" + id)
                .param("by", developer())
                .param("at", Instant.now().atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql(
                        """
                        insert into environment_revision (environment_id, number, template_version_id, given,
                            requested_by, created_at)
                        values (:id, 1, :template, '{}', :by, :at)
                        """)
                .param("id", id)
                .param("template", UUID.fromString(template("current_version_id")))
                .param("by", developer())
                .param("at", Instant.now().atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    /** A request of the developer that waits for a decision. */
    private UUID waitingRun() {
        UUID id = UUID.randomUUID();
        UUID environment = environment();
        jdbc.sql(
                        """
                        insert into run (id, environment_id, number, kind, status, revision, reason, requested_by,
                            engines, active_slot, created_at)
                        values (:id, :environment, 1, 'UPDATE', 'AWAITING_APPROVAL', 1, '', :by, 'files',
                            :environment, :at)
                        """)
                .param("id", id)
                .param("environment", environment)
                .param("by", developer())
                .param("at", Instant.now().atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    private UUID developer() {
        return people.byUsername("developer").orElseThrow().id().value();
    }

    /** Without a password: hashing hundreds of them takes too long. */
    private Person somebody() {
        UUID id = UUID.randomUUID();
        jdbc.sql(
                        "insert into person (id, username, name, created_at) values (:id, :username, 'Somebody', :at)")
                .param("id", id)
                .param("username", "somebody-" + id)
                .param("at", Instant.now().atOffset(ZoneOffset.UTC))
                .update();
        return people.get(new PersonId(id));
    }

    private Person member() {
        Person person = somebody();
        teams.setMemberAtStart(shop(), person, Role.VIEWER);
        return person;
    }

    private Viewer viewer(Person person) {
        return people.current(person.id()).orElseThrow().viewer();
    }

    private NewToken token(Viewer owner) {
        return tokens.create(
                owner, "Route", Set.of(TokenScope.READ), Instant.now().plus(Duration.ofDays(1)));
    }

    /** The secret of a new token of a person of the demo. */
    String tokenOf(String username, Set<TokenScope> scopes) {
        Viewer owner = viewer(people.byUsername(username).orElseThrow());
        return tokens.create(owner, "Asker", scopes, Instant.now().plus(Duration.ofDays(1)))
                .secret();
    }
}
