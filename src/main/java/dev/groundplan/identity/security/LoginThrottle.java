package dev.groundplan.identity.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Slows guessing down, per account and per network address. An attempt is counted before the
 * password is looked at, so that a thousand at the same moment are not a thousand guesses.
 */
@Component
class LoginThrottle {
    private static final int RACES = 5;
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    // An account waits a minute at most: otherwise a stranger could keep its owner out.
    private static final BackOff ACCOUNT = new BackOff(5, Duration.ofMinutes(1), FORGOTTEN_AFTER);
    // Many people can share an address.
    private static final BackOff ADDRESS =
            new BackOff(20, Duration.ofMinutes(15), Duration.ofMinutes(15));

    private final JdbcClient jdbc;
    private final Clock clock;

    LoginThrottle(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Counts an attempt, or throws {@link TooManyAttemptsException} when it comes too early. */
    void begin(String username, String address) {
        count(address(address), ADDRESS);
        count(account(username), ACCOUNT);
    }

    /** The attempt was no failure: forgets those of the account, and this one of the address. */
    void succeeded(String username, String address) {
        jdbc.sql("delete from login_failure where subject = :subject or last_at < :long_ago")
                .param("subject", account(username))
                .param("long_ago", clock.instant().minus(FORGOTTEN_AFTER).atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql(
                        "update login_failure set failures = failures - 1 where subject = :subject and failures > 0")
                .param("subject", address(address))
                .update();
    }

    private void count(String subject, BackOff backOff) {
        for (int race = 0; race < RACES; race++) {
            Instant now = clock.instant();
            Failures seen = find(subject).orElse(new Failures(0, Instant.EPOCH));
            Duration wait = backOff.remaining(seen.failures(), seen.lastAt(), now);
            if (!wait.isZero()) {
                throw new TooManyAttemptsException(wait);
            }
            int failures = backOff.stillCounting(seen.failures(), seen.lastAt(), now) + 1;
            if (seen.lastAt().equals(Instant.EPOCH)
                    ? insert(subject, now)
                    : update(subject, seen, failures, now)) {
                return;
            }
        }
        throw new TooManyAttemptsException(Duration.ofSeconds(1));
    }

    private Optional<Failures> find(String subject) {
        return jdbc.sql("select failures, last_at from login_failure where subject = :subject")
                .param("subject", subject)
                .query(
                        (row, number) ->
                                new Failures(
                                        row.getInt("failures"),
                                        row.getObject("last_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    private boolean insert(String subject, Instant now) {
        try {
            jdbc.sql(
                            "insert into login_failure (subject, failures, last_at) values (:subject, 1, :now)")
                    .param("subject", subject)
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .update();
            return true;
        } catch (DuplicateKeyException otherWasFirst) {
            return false;
        }
    }

    private boolean update(String subject, Failures seen, int failures, Instant now) {
        return jdbc.sql(
                                """
                                update login_failure set failures = :failures, last_at = :now
                                where subject = :subject and failures = :seen""")
                        .param("subject", subject)
                        .param("failures", failures)
                        .param("seen", seen.failures())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private static String account(String username) {
        return "account:" + username.substring(0, Math.min(username.length(), 100));
    }

    private static String address(String address) {
        return "address:" + address;
    }

    private record Failures(int failures, Instant lastAt) {}
}
