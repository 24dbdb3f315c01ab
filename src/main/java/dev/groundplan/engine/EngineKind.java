package dev.groundplan.engine;

import java.util.regex.Pattern;

/**
 * The name a template uses for a tool, such as {@code terraform}: lower case letters, digits and
 * dashes.
 */
public record EngineKind(String name) implements Comparable<EngineKind> {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}");

    public EngineKind {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not the name of an engine: " + name);
        }
    }

    @Override
    public int compareTo(EngineKind other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
