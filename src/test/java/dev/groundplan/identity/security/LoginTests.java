package dev.groundplan.identity.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.Browser;
import dev.groundplan.Browser.Answer;
import dev.groundplan.GroundplanTest;
import dev.groundplan.SettableClock;
import dev.groundplan.identity.People;
import dev.groundplan.identity.Person;
import dev.groundplan.identity.Rights;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@GroundplanTest
class LoginTests {
    private static final String COOKIE = "groundplan";

    @LocalServerPort int port;
    @Autowired People people;
    @Autowired SettableClock clock;
    @Autowired JdbcClient jdbc;

    @BeforeEach
    @AfterEach
    void forgetFailures() {
        clock.reset();
        jdbc.sql("delete from login_failure").update();
    }

    @Test
    void opensThePageThatWasWantedBeforeTheLogin() {
        Browser browser = new Browser(port);
        assertThat(browser.get("/teams?x=1").location()).isEqualTo("/login");

        assertThat(browser.signIn("developer", "developer").location()).isEqualTo("/teams?x=1");
    }

    @Test
    void doesNotOpenAFragmentAfterTheLogin() {
        Browser browser = new Browser(port);
        browser.get("/teams", "HX-Request", "true");

        assertThat(browser.signIn("developer", "developer").location()).isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:80",
                "localhost@evil.example",
                "evil.example#"
            })
    void leadsNowhereElseWhateverTheHostHeaderSays(String host) {
        Browser browser = new Browser(port);
        browser.get(
                "/teams",
                "X-Forwarded-Host",
                host,
                "X-Forwarded-Proto",
                "https",
                "Forwarded",
                "host=" + host);

        assertThat(browser.signIn("developer", "developer").location()).isEqualTo("/teams");
    }

    @Test
    void takesNoTargetFromTheLoginForm() {
        Browser browser = new Browser(port);
        Map<String, String> form =
                Map.of(
                        "username",
                        "developer",
                        "password",
                        "developer",
                        "next",
                        "https://evil.example",
                        "continue",
                        "//evil");

        assertThat(
                        browser.post(
                                        "/login?next=https://evil.example",
                                        form,
                                        "Referer",
                                        "https://evil.example")
                                .location())
                .isEqualTo("/");
    }

    @Test
    void saysTheSameForAnUnknownNameAndAWrongPassword() {
        Answer unknown = new Browser(port).signIn("nobody-here", "wrong");
        Answer wrong = new Browser(port).signIn("developer", "wrong");

        assertThat(unknown.location()).isEqualTo(wrong.location()).isEqualTo("/login?failed");
        assertThat(new Browser(port).get("/login?failed").html().text())
                .contains("Wrong username or password. Check both and try again.");
    }

    @Test
    void takesAboutTheSameTimeForAnUnknownNameAndAWrongPassword() {
        PasswordTimes times = new PasswordTimes();
        Person known = person();
        for (int i = 0; i < 12; i++) {
            times.unknown[i] = nanos(() -> people.hasPassword(null, "wrong"));
            times.known[i] = nanos(() -> people.hasPassword(known.id(), "wrong"));
        }

        assertThat(median(times.unknown))
                .isBetween(median(times.known) / 2, median(times.known) * 2);
    }

    private static final class PasswordTimes {
        private final long[] unknown = new long[12];
        private final long[] known = new long[12];
    }

    private static long nanos(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }

    private static long median(long[] times) {
        long[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    @Test
    void slowsDownGuessingAnAccountEvenWithTheRightPassword() {
        Person person = person();
        for (int i = 0; i < 5; i++) {
            assertThat(new Browser(port).signIn(person.username(), "wrong").location())
                    .isEqualTo("/login?failed");
        }

        Answer refused = new Browser(port).signIn(person.username(), person.username());
        assertThat(refused.location()).matches("/login\\?wait=[12]");
        assertThat(new Browser(port).get(refused.location()).html().text())
                .contains("Too many failed logins. Wait");

        clock.advance(Duration.ofSeconds(2));
        assertThat(new Browser(port).signIn(person.username(), person.username()).location())
                .isEqualTo("/");
    }

    @Test
    void slowsDownAnAccountThatDoesNotExistJustTheSame() {
        String username = "nobody-" + UUID.randomUUID();
        for (int i = 0; i < 5; i++) {
            assertThat(new Browser(port).signIn(username, "wrong").location())
                    .isEqualTo("/login?failed");
        }

        assertThat(new Browser(port).signIn(username, "wrong").location())
                .startsWith("/login?wait=");
    }

    @Test
    void slowsDownAnAddressThatTriesManyAccounts() {
        for (int i = 0; i < 20; i++) {
            assertThat(new Browser(port).signIn("nobody-" + i, "wrong").location())
                    .isEqualTo("/login?failed");
        }

        assertThat(new Browser(port).signIn("nobody-20", "wrong").location())
                .startsWith("/login?wait=");
    }

    @Test
    void letsAThousandAttemptsGuessOnlyAFewTimes() {
        Person person = person();
        long guesses =
                java.util.stream.IntStream.range(0, 1000)
                        .parallel()
                        .filter(i -> isGuess(person.username()))
                        .count();

        assertThat(guesses).isLessThan(40);
    }

    private boolean isGuess(String username) {
        try {
            throttle.begin(username, "10.0.0." + Math.abs(username.hashCode() % 200));
            return true;
        } catch (TooManyAttemptsException refused) {
            return false;
        }
    }

    @Autowired LoginThrottle throttle;

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

    @Test
    void ignoresUpperCaseAndBlanksAroundTheUsername() {
        assertThat(new Browser(port).signIn(" Developer ", "developer").location()).isEqualTo("/");
    }

    @Test
    void opensHealthToEverybodyAndTheRestOfTheActuatorToAdmins() {
        Browser admin = Browser.signedIn(port, "admin");
        Browser developer = Browser.signedIn(port, "developer");

        assertThat(new Browser(port).get("/actuator/health", "Accept", "*/*").status())
                .isEqualTo(200);
        assertThat(new Browser(port).get("/actuator/health/liveness", "Accept", "*/*").status())
                .isEqualTo(200);
        assertThat(new Browser(port).get("/actuator/info", "Accept", "*/*").isLoginPage()).isTrue();
        assertThat(developer.get("/actuator/info", "Accept", "*/*").status()).isEqualTo(403);
        assertThat(developer.get("/actuator", "Accept", "*/*").status()).isEqualTo(403);
        assertThat(admin.get("/actuator/info", "Accept", "*/*").status()).isEqualTo(200);
    }

    private Person person() {
        String username = "login-" + UUID.randomUUID();
        return people.createAtStart(username, "Somebody", Rights.NONE, username, false);
    }
}
