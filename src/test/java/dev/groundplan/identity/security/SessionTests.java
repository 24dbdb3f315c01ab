package dev.groundplan.identity.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.Browser;
import dev.groundplan.Browser.Answer;
import dev.groundplan.GroundplanTest;
import dev.groundplan.SettableClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/** How long a session lives, and what happens to a browser whose session ended. */
@GroundplanTest
class SessionTests {
    private static final String COOKIE = "groundplan";

    @LocalServerPort int port;
    @Autowired SettableClock clock;
    @Autowired JdbcClient jdbc;
    @Autowired SessionRepository<? extends Session> sessions;

    @BeforeEach
    @AfterEach
    void forgetFailures() {
        clock.reset();
        jdbc.sql("delete from login_failure").update();
    }

    @Test
    void givesANewSessionAtTheLogin() {
        Browser browser = new Browser(port);
        browser.get("/login");
        String before = browser.cookie(COOKIE);

        browser.signIn("developer", "developer");

        assertThat(browser.cookie(COOKIE)).isNotEmpty().isNotEqualTo(before);
        Browser fixated = new Browser(port);
        fixated.setCookie(COOKIE, before);
        assertThat(fixated.get("/account").isLoginPage()).isTrue();
    }

    @Test
    void hidesTheCookieFromScriptsAndOtherSites() {
        assertThat(new Browser(port).get("/login").header("set-cookie"))
                .contains("HttpOnly")
                .contains("SameSite=Lax")
                .contains("Path=/")
                .doesNotContain("Domain");
    }

    @Test
    void endsASessionAfterTwelveHours() {
        Browser browser = Browser.signedIn(port, "developer");
        clock.advance(Duration.ofHours(11));
        assertThat(browser.get("/account").status()).isEqualTo(200);

        clock.advance(Duration.ofHours(2));
        assertThat(browser.get("/account").location()).isEqualTo("/login?expired");
        clock.reset();
        assertThat(browser.get("/account").isLoginPage()).isTrue();
    }

    @Test
    void endsASessionAfterThirtyMinutesOfSilence() {
        Browser browser = Browser.signedIn(port, "developer");
        jdbc.sql(
                        "update spring_session set last_access_time = last_access_time - 1860000, expiry_time = expiry_time - 1860000")
                .update();

        assertThat(browser.get("/account").location()).isEqualTo("/login?expired");
    }

    @Test
    void tellsHtmxToOpenTheLoginPageInsteadOfSwappingItIn() {
        Browser browser = new Browser(port);
        browser.setCookie(COOKIE, "Z29uZQ==");

        Answer answer = browser.get("/account", "HX-Request", "true");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("HX-Redirect")).isEqualTo("/login?expired");
        assertThat(answer.body()).doesNotContain("<form");
    }

    @Test
    void sendsAFormOfAnEndedSessionToTheLoginPage() {
        Browser browser = new Browser(port);
        browser.setCookie(COOKIE, "Z29uZQ==");

        assertThat(browser.postWithoutToken("/account", Map.of("name", "x")).location())
                .isEqualTo("/login?expired");
    }

    @Test
    void endsAnEventStreamOfAStrangerWithoutARedirect() {
        assertThat(new Browser(port).get("/account", "Accept", "text/event-stream").status())
                .isEqualTo(401);
    }

    @Test
    void bearsTwoRequestsThatLeaveTheSameThing() {
        assertThat(leftByTwo(sessions)).isEqualTo("first");
    }

    private static <S extends Session> String leftByTwo(SessionRepository<S> sessions) {
        S made = sessions.createSession();
        sessions.save(made);
        S first = sessions.findById(made.getId());
        S second = sessions.findById(made.getId());
        first.setAttribute("told", "first");
        second.setAttribute("told", "second");

        sessions.save(first);
        sessions.save(second);

        return sessions.findById(made.getId()).getAttribute("told");
    }

    @Test
    void signsOutByPostOnly() {
        Browser browser = Browser.signedIn(port, "developer");
        assertThat(browser.get("/logout").status()).isEqualTo(404);
        assertThat(browser.get("/account").status()).isEqualTo(200);

        assertThat(browser.post("/logout", Map.of()).location()).isEqualTo("/login?left");
        assertThat(browser.get("/account").isLoginPage()).isTrue();
    }

    @Test
    void keepsPagesOutOfEveryCacheAndFilesInIt() {
        Browser browser = Browser.signedIn(port, "developer");

        assertThat(browser.get("/account").header("cache-control")).contains("no-store");
        assertThat(
                        browser.get("/webjars/tabler__core/1.4.0/dist/css/tabler.min.css")
                                .header("cache-control"))
                .contains("max-age");
    }
}
