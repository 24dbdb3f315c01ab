package dev.groundplan.identity;

/** A person's place in a team. */
public record TeamMember(PersonId id, String username, String name, boolean disabled, Role role) {}
