package dev.groundplan.identity.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundplan.Browser;
import dev.groundplan.identity.ApiTokens;
import dev.groundplan.identity.InvalidFieldsException;
import dev.groundplan.identity.LastAdminException;
import dev.groundplan.identity.NewToken;
import dev.groundplan.identity.People;
import dev.groundplan.identity.Person;
import dev.groundplan.identity.Rights;
import dev.groundplan.identity.Role;
import dev.groundplan.identity.Team;
import dev.groundplan.identity.Teams;
import dev.groundplan.identity.TokenScope;
import dev.groundplan.identity.Viewer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The statements of this module on PostgreSQL, which stops with the JVM: the portal outlives the
 * test.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "groundplan.data=target/test-data/postgresql-identity")
@ActiveProfiles("demo")
class PostgreSqlIdentityTests {
    private static final EmbeddedPostgres POSTGRES = start();

    @LocalServerPort int port;
    @Autowired People people;
    @Autowired Teams teams;
    @Autowired ApiTokens tokens;

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", () -> POSTGRES.getJdbcUrl("postgres", "postgres"));
        registry.add("spring.datasource.username", () -> "postgres");
        registry.add("spring.datasource.password", () -> "postgres");
        registry.add("groundplan.key-file", PostgreSqlIdentityTests::keyFile);
    }

    private static String keyFile() {
        try {
            byte[] key = new byte[32];
            new SecureRandom().nextBytes(key);
            Path file = Files.createTempFile("groundplan", ".key");
            file.toFile().deleteOnExit();
            return Files.writeString(file, "key1:" + Base64.getEncoder().encodeToString(key))
                    .toString();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void setsAndChangesARole() {
        Team shop = teams.byName("shop").orElseThrow();
        Person person = people.createAtStart("pg-member", "Somebody", Rights.NONE, "x", false);
        teams.setMemberAtStart(shop, person, Role.VIEWER);
        teams.setMemberAtStart(shop, person, Role.APPROVER);

        assertThat(people.current(person.id()).orElseThrow().viewer().mayApprove(shop.id()))
                .isTrue();
        assertThat(teams.teamsByPerson().get(person.id())).hasSize(1);
    }

    @Test
    void refusesATakenName() {
        assertThatThrownBy(() -> people.create("developer", "Ada", "", false, admin()))
                .isInstanceOf(InvalidFieldsException.class);
        assertThatThrownBy(() -> teams.create("shop", "Shop", null))
                .isInstanceOf(InvalidFieldsException.class);
    }

    @Test
    void keepsTheLastAdministrator() {
        assertThatThrownBy(() -> people.disable(admin().id(), admin()))
                .isInstanceOf(LastAdminException.class);
    }

    @Test
    void signsInCountsSessionsAndEndsThem() {
        Person person =
                people.createAtStart("pg-session", "Somebody", Rights.NONE, "pg-session", false);
        Browser browser = Browser.signedIn(port, "pg-session");
        assertThat(browser.get("/account").status()).isEqualTo(200);
        assertThat(people.sessionsOf(person.id())).isEqualTo(1);

        people.disable(person.id(), admin());

        assertThat(browser.get("/account").location()).isEqualTo("/login?expired");
    }

    @Test
    void slowsDownGuessing() {
        for (int i = 0; i < 5; i++) {
            assertThat(new Browser(port).signIn("pg-nobody", "wrong").location())
                    .isEqualTo("/login?failed");
        }

        assertThat(new Browser(port).signIn("pg-nobody", "wrong").location())
                .startsWith("/login?wait=");
    }

    @Test
    void createsUsesAndRevokesATokenAndRenamesItsOwner() {
        Viewer owner = viewer("owner");
        people.rename(owner.id(), "Olu", "", owner);
        NewToken token =
                tokens.create(
                        owner,
                        "CI",
                        Set.of(TokenScope.READ),
                        Instant.now().plus(Duration.ofDays(1)));
        assertThat(tokens.use(token.secret())).isPresent();

        tokens.revoke(token.token().id(), owner.id(), owner);

        assertThat(tokens.use(token.secret())).isEmpty();
        assertThat(tokens.of(owner.id())).isEmpty();
    }

    private Viewer admin() {
        return viewer("admin");
    }

    private Viewer viewer(String username) {
        Person person = people.byUsername(username).orElseThrow();
        return people.current(person.id()).orElseThrow().viewer();
    }
}
