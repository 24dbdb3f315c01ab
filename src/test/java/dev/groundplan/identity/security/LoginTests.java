package dev.groundplan.identity.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.Browser;
import dev.groundplan.Browser.Answer;
import dev.groundplan.GroundplanTest;
import dev.groundplan.SettableClock;
import dev.groundplan.identity.People;
import dev.groundplan.identity.Person;
import dev.groundplan.identity.Rights;
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
