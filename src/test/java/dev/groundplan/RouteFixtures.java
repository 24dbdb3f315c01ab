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
    private final RouteRun run;

    RouteFixtures(People people, Teams teams, ApiTokens tokens, JdbcClient jdbc, RouteRun run) {
        this.run = run;
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
        if (pattern.startsWith("/credentials/{id}")) {
            return pattern.replace("{id}", credential()).replace("{grant}", UUID.randomUUID() + "");
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
        return run.path(pattern)
                .orElseGet(() -> pattern.replaceAll("\\{[^}]*}", UUID.randomUUID().toString()));
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

    private String credential() {
        UUID id = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into credential (id, name, kind, username, known_hosts, fingerprint, ciphertext, key_id,
                            created_by, created_at, replaced_at)
                        values (:id, :name, 'FILE', '', '', '', :none, 'none', :by, :at, :at)
                        """)
                .param("id", id)
                .param("name", "c-" + id)
                .param("none", new byte[0])
                .param("by", somebody().id().value())
                .param("at", Instant.now().atOffset(ZoneOffset.UTC))
                .update();
        return id.toString();
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
