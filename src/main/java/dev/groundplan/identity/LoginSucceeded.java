package dev.groundplan.identity;

/** A person signed in with the right password, from this network address. */
public record LoginSucceeded(PersonId person, String username, String address) {}
