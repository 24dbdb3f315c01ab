package dev.groundplan.identity;

/**
 * Somebody tried to sign in and was refused.
 *
 * @param username as it was typed: perhaps nobody's, perhaps a password typed into the wrong field
 */
public record LoginFailed(String username, String address) {}
