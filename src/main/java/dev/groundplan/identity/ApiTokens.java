package dev.groundplan.identity;

import com.fasterxml.uuid.Generators;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tokens with which programs use the API in a person's name. Only a hash is kept. */
@Service
@Transactional
public class ApiTokens {
    /** The longest life of a token. */
    public static final Duration LONGEST = Duration.ofDays(90);

    /** What every token begins with, so that scanners find one in a repository. */
    public static final String MARK = "gp_";

    private static final int RANDOM_BYTES = 32;
    private static final int SHOWN = 8;
    private static final int LONGEST_NAME = 100;
    private static final int MOST = 50;
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    private final SecureRandom random = new SecureRandom();
    private final ApiTokenRepository tokens;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ApiTokens(ApiTokenRepository tokens, ApplicationEventPublisher events, Clock clock) {
        this.tokens = tokens;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Throws {@link InvalidFieldsException} for {@code name}, {@code scopes} or {@code expiresAt}.
     */
    public NewToken create(Viewer owner, String name, Set<TokenScope> scopes, Instant expiresAt) {
        Instant now = clock.instant();
        check(owner, name.strip(), scopes, Duration.between(now, expiresAt));
        String secret = secret();
        ApiToken token =
                new ApiToken(
                        Generators.timeBasedEpochGenerator().generate(),
                        owner.id(),
                        name.strip(),
                        secret.substring(0, SHOWN),
                        Set.copyOf(scopes),
                        now,
                        expiresAt,
                        null,
                        null);
        tokens.insert(token, hash(secret));
        changed(token.id(), owner.id(), TokenChanged.Kind.CREATED, owner, token.name());
        return new NewToken(token, secret);
    }

    private void check(Viewer owner, String name, Set<TokenScope> scopes, Duration life) {
        Map<String, String> problems = new LinkedHashMap<>();
        if (name.isEmpty() || name.length() > LONGEST_NAME || PersonDetails.hasControls(name)) {
            problems.put(
                    "name",
                    "Enter what the token is for, in at most " + LONGEST_NAME + " characters.");
        } else if (tokens.unrevokedOf(owner.id()).size() >= MOST) {
            problems.put(
                    "name", "You have " + MOST + " tokens: revoke those you don't use any more.");
        }
        if (scopes.isEmpty()) {
            problems.put("scopes", "Choose at least one thing that the token may do.");
        }
        if (life.isNegative() || life.isZero() || life.compareTo(LONGEST) > 0) {
            problems.put(
                    "expiresAt",
                    "The token has to expire in the future, "
                            + LONGEST.toDays()
                            + " days from now at most.");
        }
        if (!problems.isEmpty()) {
            throw new InvalidFieldsException(problems);
        }
    }

    private String secret() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * The token behind a secret, if it is valid right now; notes that it was used, once a minute at
     * most.
     */
    public Optional<ApiToken> use(String secret) {
        Instant now = clock.instant();
        Optional<ApiToken> found =
                secret.startsWith(MARK)
                        ? tokens.byHash(hash(secret)).filter(token -> token.isValid(now))
                        : Optional.empty();
        found.filter(token -> useIsNews(token, now))
                .ifPresent(token -> tokens.saveLastUsed(token.id(), now));
        return found;
    }

    private static boolean useIsNews(ApiToken token, Instant now) {
        return token.lastUsedAt() == null || token.lastUsedAt().plus(USE_NOTED_EVERY).isBefore(now);
    }

    /** The tokens of a person that are not revoked, also expired ones, newest first. */
    @Transactional(readOnly = true)
    public List<ApiToken> of(PersonId owner) {
        return tokens.unrevokedOf(owner);
    }

    /**
     * Counts at the next request. Throws {@link UnknownTokenException} (404) when the owner has no
     * such token.
     */
    public void revoke(UUID token, PersonId owner, Viewer by) {
        if (!revokeIfValid(token, owner, by)) {
            throw new UnknownTokenException();
        }
    }

    void revokeAllOf(PersonId owner, Viewer by) {
        tokens.unrevokedOf(owner).forEach(token -> revokeIfValid(token.id(), owner, by));
    }

    private boolean revokeIfValid(UUID token, PersonId owner, Viewer by) {
        boolean revoked = tokens.revoke(token, owner, clock.instant());
        if (revoked) {
            changed(token, owner, TokenChanged.Kind.REVOKED, by, "Revoked");
        }
        return revoked;
    }

    private void changed(
            UUID token, PersonId owner, TokenChanged.Kind kind, Viewer by, String detail) {
        events.publishEvent(new TokenChanged(token, owner, kind, by.id(), detail));
    }

    private static String hash(String secret) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(
                    "This Java has no SHA-256, which every Java has to have.", missing);
        }
    }
}
