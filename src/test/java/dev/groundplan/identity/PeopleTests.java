package dev.groundplan.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundplan.Browser;
import dev.groundplan.GroundplanTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@GroundplanTest
class PeopleTests {
    @LocalServerPort int port;
    @Autowired People people;
    @Autowired Teams teams;
    @Autowired JdbcClient jdbc;

    @Test
    void createsAPersonWhoHasToReplaceTheOneTimePassword() {
        NewPerson created =
                people.create(
                        "  " + username().toUpperCase(),
                        " Ada ",
                        "ada@example.org",
                        false,
                        admin());

        assertThat(created.person().name()).isEqualTo("Ada");
        assertThat(created.person().mustChangePassword()).isTrue();
        assertThat(created.toString()).doesNotContain(created.password());
        Browser browser = new Browser(port);
        browser.signIn(created.person().username(), created.password());
        assertThat(browser.get("/teams").location()).isEqualTo("/account/password");
        assertThat(browser.get("/teams", "HX-Request", "true").header("HX-Redirect"))
                .isEqualTo("/account/password");
        assertThat(browser.get("/account/password").html().text())
                .contains("Choose your own to go on.");

        String own = "correct horse battery";
        Map<String, String> form =
                Map.of("current", created.password(), "password", own, "again", own);
        assertThat(browser.post("/account/password", form).location()).isEqualTo("/account");
        assertThat(browser.get("/teams").status()).isEqualTo(200);
        assertThat(new Browser(port).signIn(created.person().username(), own).location())
                .isEqualTo("/");
        assertThat(
                        new Browser(port)
                                .signIn(created.person().username(), created.password())
                                .location())
                .isEqualTo("/login?failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-ada", "a b", "ada/..", "ada<script>", "äda", "ada\u0000"})
    void refusesAUsernameThatCouldBeMistaken(String username) {
        assertThatThrownBy(() -> people.create(username, "Ada", "", false, admin()))
                .isInstanceOfSatisfying(
                        InvalidFieldsException.class,
                        refused -> assertThat(refused.problems()).containsOnlyKeys("username"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Ada\u202Emada", "Ada\nLovelace"})
    void refusesANameThatCouldBeMistaken(String name) {
        assertThatThrownBy(() -> people.create(username(), name, "", false, admin()))
                .isInstanceOfSatisfying(
                        InvalidFieldsException.class,
                        refused -> assertThat(refused.problems()).containsOnlyKeys("name"));
    }

    @Test
    void refusesAUsernameThatIsTaken() {
        assertThatThrownBy(() -> people.create("Developer", "Ada", "", false, admin()))
                .hasMessageContaining("username");
    }

    @Test
    void endsTheSessionsOfADisabledPersonAtOnce() {
        Person person = person(Rights.NONE);
        Browser browser = Browser.signedIn(port, person.username());
        assertThat(people.sessionsOf(person.id())).isEqualTo(1);

        people.disable(person.id(), admin());

        assertThat(browser.get("/account").location()).isEqualTo("/login?expired");
        assertThat(people.sessionsOf(person.id())).isZero();
        assertThat(people.current(person.id())).isEmpty();
        assertThat(new Browser(port).signIn(person.username(), person.username()).location())
                .isEqualTo("/login?failed");
    }

    @Test
    void countsALostRoleAtTheNextRequest() {
        Person person = person(new Rights(true, false));
        Browser browser = Browser.signedIn(port, person.username());
        assertThat(browser.get("/people/new").status()).isEqualTo(200);

        people.changeRights(person.id(), Rights.NONE, admin());

        assertThat(browser.get("/people/new").status()).isEqualTo(403);
    }

    @Test
    void neverLosesTheLastAdministratorEvenWhenAllLeaveAtOnce() {
        person(new Rights(true, false));
        person(new Rights(true, false));
        List<PersonId> admins = enabledAdmins();
        Viewer by = admin();
        List<CompletableFuture<Boolean>> leaving = new ArrayList<>();
        for (PersonId admin : admins) {
            leaving.add(CompletableFuture.supplyAsync(() -> leaves(admin, by)));
        }

        long gone = leaving.stream().filter(CompletableFuture::join).count();

        List<PersonId> left = enabledAdmins();
        admins.forEach(admin -> people.changeRights(admin, new Rights(true, false), by));
        assertThat(gone).isEqualTo(admins.size() - 1);
        assertThat(left).hasSize(1);
    }

    private boolean leaves(PersonId admin, Viewer by) {
        try {
            people.changeRights(admin, Rights.NONE, by);
            return true;
        } catch (LastAdminException refused) {
            return false;
        }
    }

    private List<PersonId> enabledAdmins() {
        return people.all().stream()
                .filter(person -> person.admin() && !person.disabled())
                .map(Person::id)
                .toList();
    }

    @Test
    void changingThePasswordEndsTheOtherSessionsOnly() {
        Person person = person(Rights.NONE);
        Browser here = Browser.signedIn(port, person.username());
        Browser elsewhere = Browser.signedIn(port, person.username());
        String own = "correct horse battery";

        here.post(
                "/account/password",
                Map.of("current", person.username(), "password", own, "again", own));

        assertThat(here.get("/account").status()).isEqualTo(200);
        assertThat(elsewhere.get("/account").isLoginPage()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr0ub4dor&3", "aaaaaaaaaaaaaaaa", "abababababababab"})
    void refusesAWeakPasswordWithoutRepeatingIt(String weak) {
        Person person = person(Rights.NONE);
        Browser browser = Browser.signedIn(port, person.username());

        Browser.Answer answer =
                browser.post(
                        "/account/password",
                        Map.of("current", person.username(), "password", weak, "again", weak));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.html().select("#problem-password").text()).startsWith("The password");
        assertThat(answer.body()).doesNotContain(weak);
    }

    @Test
    void remembersTheTheme() {
        Person person = person(Rights.NONE);
        Browser browser = Browser.signedIn(port, person.username());

        assertThat(
                        browser.post("/account/theme", Map.of("theme", "dark", "back", "/teams"))
                                .location())
                .isEqualTo("/teams");
        assertThat(
                        browser.post("/account/theme", Map.of("theme", "dark", "back", "//evil"))
                                .location())
                .isEqualTo("/");

        assertThat(browser.get("/account").html().select("html").attr("data-bs-theme"))
                .isEqualTo("dark");
    }

    @Test
    void namesEverybody() {
        assertThat(people.nameOf(people.byUsername("owner").orElseThrow().id()))
                .isEqualTo("Olu Owner");
        assertThat(people.nameOf(new PersonId(UUID.randomUUID()))).isEqualTo("somebody");
    }

    @Test
    void knowsTheApproversAndWhereOneMayRequest() {
        Team shop = teams.byName("shop").orElseThrow();

        assertThat(teams.approversOf(shop.id()))
                .extracting(Person::username)
                .contains("approver", "owner", "admin")
                .doesNotContain("developer");
        assertThat(teams.teamsWhereMayRequest(viewer("developer"))).containsExactly(shop);
        assertThat(teams.teamsWhereMayRequest(viewer("approver"))).isEmpty();
        assertThatThrownBy(() -> teams.get(shop.id(), viewer("developer2")))
                .isInstanceOf(UnknownTeamException.class);
    }

    private Viewer admin() {
        return viewer("admin");
    }

    private Viewer viewer(String username) {
        return people.current(people.byUsername(username).orElseThrow().id())
                .orElseThrow()
                .viewer();
    }

    private Person person(Rights rights) {
        String username = username();
        return people.createAtStart(username, "Somebody", rights, username, false);
    }

    private static String username() {
        return "person-" + UUID.randomUUID();
    }
}
