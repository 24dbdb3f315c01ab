package dev.groundplan.engine;

import org.jspecify.annotations.Nullable;

/** How far an apply has come: changes done of changes planned, and the address being worked on. */
public record Progress(int done, int planned, @Nullable String current) {}
