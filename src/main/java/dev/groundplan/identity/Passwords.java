package dev.groundplan.identity;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Hashes passwords with argon2id and says which passwords are too weak. */
@Component
public class Passwords {
    private static final int SHORTEST = 12;
    private static final int LONGEST = 200;
    private static final int DISTINCT = 5;
    private static final int RANDOM_BYTES = 18;

    private final SecureRandom random = new SecureRandom();
    private final PasswordEncoder encoder =
            new DelegatingPasswordEncoder(
                    "argon2", Map.of("argon2", new Argon2PasswordEncoder(16, 32, 1, 19456, 2)));
    private final String nobodys = encoder.encode("nobody's password");
    // Each hash takes 19 MB: a flood of logins must not take the heap.
    private final Semaphore hashing =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));

    public String hash(String password) {
        return encoder.encode(password);
    }

    /**
     * Takes the same time for a person who doesn't exist ({@code hash} null), and is false then.
     */
    public boolean matches(String password, @Nullable String hash) {
        if (password.length() > LONGEST) {
            return false;
        }
        hashing.acquireUninterruptibly();
        try {
            return encoder.matches(password, hash == null ? nobodys : hash) && hash != null;
        } finally {
            hashing.release();
        }
    }

    /** A one-time password of 144 random bits. */
    public String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * Why this password can't be accepted, as a sentence that doesn't repeat it; empty when it can.
     */
    public Optional<String> weakness(String password, String username) {
        if (password.length() < SHORTEST) {
            return Optional.of(
                    "The password is too short: use at least " + SHORTEST + " characters.");
        }
        if (password.length() > LONGEST) {
            return Optional.of("The password is too long: use at most " + LONGEST + " characters.");
        }
        if (password.toLowerCase(Locale.ROOT).contains(username)) {
            return Optional.of("The password contains the username: choose one that doesn't.");
        }
        return password.chars().distinct().count() < DISTINCT
                ? Optional.of(
                        "The password repeats too few characters: mix at least " + DISTINCT + ".")
                : Optional.empty();
    }
}
