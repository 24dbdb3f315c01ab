package dev.groundplan.run.api;

import dev.groundplan.identity.PersonId;
import dev.groundplan.store.Keyring;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Does what a request asks for once, however often it is sent with the same key: the key is taken
 * and the work done in one transaction, and the others wait for its end and get the same answer.
 */
@Component
class OnlyOnce {
    private static final String PURPOSE = "idempotency";
    private static final int LONGEST = 200;
    private static final int ATTEMPTS = 10;
    private final IdempotencyKeys keys;
    private final Keyring keyring;
    private final TransactionTemplate transactions;
    private final JsonMapper json;

    OnlyOnce(
            IdempotencyKeys keys,
            Keyring keyring,
            TransactionTemplate transactions,
            JsonMapper json) {
        this.keys = keys;
        this.keyring = keyring;
        this.transactions = transactions;
        this.json = json;
    }

    /** An answer of 201: where the new thing is, and the body. */
    record Created(String location, String body) {}

    /**
     * @param request what was sent, to notice another request under the same key
     * @throws InvalidInputException when the key was used for another request
     */
    Created create(PersonId person, String key, Object request, Supplier<Created> work) {
        if (key.isBlank() || key.length() > LONGEST) {
            throw new InvalidInputException(
                    "", "Idempotency-Key must have 1 to " + LONGEST + " characters.");
        }
        // Bodies hold secrets: a plain hash of them could be guessed at.
        var content = json.writeValueAsBytes(request);
        var fingerprint = keyring.fingerprint(content, PURPOSE);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var used = keys.find(person, key);
            if (used.isPresent()) {
                return replay(used.get(), content);
            }
            var created = attempt(person, key, fingerprint, work);
            if (created.isPresent()) {
                return created.get();
            }
        }
        throw new ConcurrencyFailureException("The key " + key + " is in use all the time.");
    }

    private Created replay(IdempotencyKeys.Used used, byte[] content) {
        if (!keyring.isFingerprint(used.fingerprint(), content, PURPOSE)
                || used.location() == null
                || used.answer() == null) {
            throw new InvalidInputException(
                    "", "This Idempotency-Key was used for another request. Send a new key.");
        }
        return new Created(used.location(), used.answer());
    }

    /** Empty when another request with the key was faster. */
    private Optional<Created> attempt(
            PersonId person, String key, String fingerprint, Supplier<Created> work) {
        try {
            return Optional.of(
                    transactions.execute(
                            transaction -> {
                                take(person, key, fingerprint);
                                var created = work.get();
                                keys.answered(person, key, 201, created.location(), created.body());
                                return created;
                            }));
        } catch (TakenException otherWasFirst) {
            return Optional.empty();
        }
    }

    private void take(PersonId person, String key, String fingerprint) {
        try {
            keys.take(person, key, fingerprint);
        } catch (DuplicateKeyException | ConcurrencyFailureException otherWasFirst) {
            throw new TakenException();
        }
    }

    private static final class TakenException extends RuntimeException {
        TakenException() {
            super("Another request has the key.", null, false, false);
        }
    }
}
