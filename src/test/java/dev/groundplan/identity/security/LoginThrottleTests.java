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
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@GroundplanTest
class LoginThrottleTests {
    @LocalServerPort int port;
    @Autowired People people;
    @Autowired LoginThrottle throttle;
    @Autowired SettableClock clock;
    @Autowired JdbcClient jdbc;

    @BeforeEach
    @AfterEach
    void forgetFailures() {
        clock.reset();
        jdbc.sql("delete from login_failure").update();
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

    private Person person() {
        String username = "login-" + UUID.randomUUID();
        return people.createAtStart(username, "Somebody", Rights.NONE, username, false);
    }
}
