package dev.groundplan.engine.process;

/** What of the network a child may reach. */
public enum Network {
    NONE,
    EGRESS
}
