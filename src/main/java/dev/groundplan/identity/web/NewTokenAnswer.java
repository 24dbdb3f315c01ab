package dev.groundplan.identity.web;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The only answer that holds a token. */
record NewTokenAnswer(UUID id, String name, String token, List<String> scopes, Instant expiresAt) {
    @Override
    public String toString() {
        return "NewTokenAnswer[" + id + "]";
    }
}
