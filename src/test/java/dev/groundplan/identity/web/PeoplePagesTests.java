package dev.groundplan.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.Browser;
import dev.groundplan.Browser.Answer;
import dev.groundplan.GroundplanTest;
import dev.groundplan.identity.People;
import dev.groundplan.identity.Person;
import dev.groundplan.identity.Rights;
import dev.groundplan.identity.Role;
import dev.groundplan.identity.Team;
import dev.groundplan.identity.Teams;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@GroundplanTest
class PeoplePagesTests {
    @LocalServerPort int port;
    @Autowired People people;
    @Autowired Teams teams;

    private Browser admin = new Browser(0);

    @BeforeEach
    void signIn() {
        admin = Browser.signedIn(port, "admin");
    }

    @Test
    void everyPageIsWellFormedForPeopleAndScripts() {
        Person person = person();
        Team shop = teams.byName("shop").orElseThrow();
        List<String> paths =
                List.of(
                        "/account",
                        "/account/password",
                        "/people",
                        "/people/new",
                        "/people/" + person.id().value(),
                        "/teams",
                        "/teams/new",
                        "/teams/" + shop.id().value());

        paths.forEach(path -> check(path, admin.get(path)));
        check("/login", new Browser(port).get("/login?failed&expired"));
    }

    private static void check(String path, Answer answer) {
        assertThat(answer.status()).as(path).isEqualTo(200);
        Document page = answer.html();
        assertThat(page.select("h1")).as(path).hasSize(1);
        assertThat(page.select("[style], style, script:not([src])")).as(path).isEmpty();
        assertThat(
                        page.getAllElements().stream()
                                .flatMap(e -> e.attributes().asList().stream())
                                .map(a -> a.getKey()))
                .as(path)
                .noneMatch(name -> name.startsWith("on"));
        for (Element field : page.select("main input:not([type=hidden]), main select")) {
            boolean labelled =
                    field.closest("label") != null
                            || field.hasAttr("aria-label")
                            || !page.select("label[for=" + field.id() + "]").isEmpty();
            assertThat(labelled).as(path + " " + field).isTrue();
        }
        Set<String> ids = new HashSet<>();
        page.select("main [id]")
                .forEach(e -> assertThat(ids.add(e.id())).as(path + " #" + e.id()).isTrue());
    }

    @Test
    void offersAnAuditorNothingToChange() {
        String username = "page-" + UUID.randomUUID();
        people.createAtStart(username, "Auditor", new Rights(false, true), username, false);
        Browser auditor = Browser.signedIn(port, username);
        Team shop = teams.byName("shop").orElseThrow();

        for (String path :
                List.of(
                        "/people",
                        "/people/" + person().id().value(),
                        "/teams/" + shop.id().value())) {
            assertThat(auditor.get(path).html().select("main form")).as(path).isEmpty();
        }
    }

    @Test
    void marksOnlyDisabledPeopleAsDisabled() {
        Team shop = teams.byName("shop").orElseThrow();

        Document page = admin.get("/teams/" + shop.id().value()).html();

        assertThat(page.select("li:contains(Dana Developer)").text()).doesNotContain("Disabled");
    }

    @Test
    void showsTheOneTimePasswordOnceAndNeverAgain() {
        String username = "page-" + UUID.randomUUID();
        Answer created =
                admin.post("/people", Map.of("username", username, "name", "Ada", "email", ""));

        assertThat(created.status()).isEqualTo(201);
        String password = created.html().select("#secret").text();
        Person person = people.byUsername(username).orElseThrow();
        assertThat(people.hasPassword(person.id(), password)).isTrue();
        assertThat(admin.get("/people/" + person.id().value()).body()).doesNotContain(password);
    }

    @Test
    void keepsWhatWasEnteredWhenItIsRefused() {
        Answer refused =
                admin.post(
                        "/people",
                        Map.of("username", "not ok", "name", "Ada <b>L</b>", "email", "no"));

        assertThat(refused.status()).isEqualTo(422);
        Document page = refused.html();
        assertThat(page.select("#field-name").val()).isEqualTo("Ada <b>L</b>");
        assertThat(page.select("main b")).isEmpty();
        assertThat(page.select("#field-username").attr("aria-describedby"))
                .contains("problem-username");
        assertThat(page.select("[role=alert] a").eachAttr("href"))
                .contains("#field-username", "#field-email");
    }

    @Test
    void resetsAPasswordAndEndsTheSessions() {
        Person person = person();
        Browser theirs = Browser.signedIn(port, person.username());

        Answer reset = admin.post("/people/" + person.id().value() + "/password-reset", Map.of());

        assertThat(theirs.get("/account").isLoginPage()).isTrue();
        Browser browser = new Browser(port);
        browser.signIn(person.username(), reset.html().select("#secret").text());
        assertThat(browser.get("/account").location()).isEqualTo("/account/password");
    }

    @Test
    void explainsWhyTheLastAdministratorStays() {
        Person other =
                people.createAtStart(
                        "page-" + UUID.randomUUID(), "Other", new Rights(true, false), "x", false);
        people.all().stream()
                .filter(person -> person.admin() && !person.username().equals("admin"))
                .forEach(
                        person ->
                                admin.post("/people/" + person.id().value() + "/rights", Map.of()));
        Person last = people.byUsername("admin").orElseThrow();

        Answer refused = admin.post("/people/" + last.id().value() + "/disabling", Map.of());

        assertThat(people.get(other.id()).admin()).isFalse();
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.html().select("[role=alert]").text())
                .contains("admin is the last administrator.");
        assertThat(people.get(last.id()).disabled()).isFalse();
    }

    @Test
    void showsANewTokenOnceAndRevokesIt() {
        Person person = person();
        Browser browser = Browser.signedIn(port, person.username());
        Answer created =
                browser.post(
                        "/account/tokens", Map.of("name", "CI", "scopes", "read", "days", "7"));
        String secret = created.html().select("#secret").text();
        assertThat(created.status()).isEqualTo(201);
        assertThat(
                        new Browser(port)
                                .get(
                                        "/api/v1/tokens",
                                        "Accept",
                                        "*/*",
                                        "Authorization",
                                        "Bearer " + secret)
                                .status())
                .isEqualTo(200);

        Document account = browser.get("/account").html();
        assertThat(account.text()).contains("CI").doesNotContain(secret);
        browser.post(account.select("form[action$=/revocation]").attr("action"), Map.of());

        assertThat(
                        new Browser(port)
                                .get(
                                        "/api/v1/tokens",
                                        "Accept",
                                        "*/*",
                                        "Authorization",
                                        "Bearer " + secret)
                                .status())
                .isEqualTo(401);
    }

    @Test
    void letsAnOwnerManageTheTeamAndAMemberLook() {
        Person owner = person();
        Person member = person();
        Team team =
                teams.create("t" + UUID.randomUUID().toString().substring(0, 8), "New team", null);
        teams.setMemberAtStart(team, owner, Role.OWNER);
        String page = "/teams/" + team.id().value();
        Browser browser = Browser.signedIn(port, owner.username());

        browser.post(page + "/members", Map.of("username", member.username(), "role", "APPROVER"));
        assertThat(
                        browser.post(
                                        page + "/members",
                                        Map.of("username", "nobody-at-all", "role", "VIEWER"))
                                .status())
                .isEqualTo(422);

        assertThat(teams.approversOf(team.id())).extracting(Person::id).contains(member.id());
        Browser theirs = Browser.signedIn(port, member.username());
        assertThat(theirs.get(page).html().select("main form")).isEmpty();
        assertThat(theirs.post(page, Map.of("title", "Mine")).status()).isEqualTo(404);
        browser.post(page + "/members/" + member.id().value() + "/removal", Map.of());
        assertThat(theirs.get(page).status()).isEqualTo(404);
    }

    @Test
    void refusesAFormThatNamesSomebodyElseThanItsPath() {
        Person one = person();
        Person two = person();

        Answer refused =
                admin.post(
                        "/people/" + one.id().value() + "/disabling?id=" + two.id().value(),
                        Map.of());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(people.get(one.id()).disabled()).isFalse();
        assertThat(people.get(two.id()).disabled()).isFalse();
    }

    @Test
    void switchesBetweenThePeopleOfTheDemoOnly() {
        Person real = person();
        Browser browser = Browser.signedIn(port, "developer");
        String before = browser.cookie("groundplan");

        Answer switched =
                browser.post("/demo/switch", Map.of("person", "approver", "back", "/teams?x=1"));

        assertThat(switched.location()).isEqualTo("/teams?x=1");
        assertThat(browser.cookie("groundplan")).isNotEqualTo(before);
        assertThat(browser.get("/account").html().select("main .gp-head-sub").text())
                .isEqualTo("approver");
        Browser other = Browser.signedIn(port, "developer");
        assertThat(other.post("/demo/switch", Map.of("person", real.username())).status())
                .isEqualTo(404);
        assertThat(
                        other.post(
                                        "/demo/switch",
                                        Map.of(
                                                "person",
                                                "approver",
                                                "back",
                                                "https://evil.example"))
                                .location())
                .isEqualTo("/");
    }

    @Test
    void saysOnEveryPageThatThisIsTheDemo() {
        assertThat(new Browser(port).get("/login").html().text()).contains("Demo mode:");
        assertThat(admin.get("/people").html().text()).contains("Demo mode:");
    }

    private Person person() {
        String username = "page-" + UUID.randomUUID();
        return people.createAtStart(username, "Somebody", Rights.NONE, username, false);
    }
}
