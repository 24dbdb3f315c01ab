package dev.groundplan.identity;

/**
 * A group of people that owns environments.
 *
 * @param name unique, lower case, for addresses and the API
 * @param title for people
 */
public record Team(TeamId id, String name, String title) {}
