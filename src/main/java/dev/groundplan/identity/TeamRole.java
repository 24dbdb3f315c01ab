package dev.groundplan.identity;

/** A team as one of its members sees it. */
public record TeamRole(TeamId id, String name, String title, Role role) {}
