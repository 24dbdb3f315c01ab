package dev.groundplan.catalog;

import java.util.List;

/**
 * What one {@code ${{ … }}} names, such as {@code parameters.size} or {@code
 * steps.network.outputs.id}.
 *
 * @param path its parts; at least two
 */
public record Reference(List<String> path) {
    public Reference {
        path = List.copyOf(path);
    }

    public boolean isParameter() {
        return path.get(0).equals("parameters");
    }

    public boolean isStepOutput() {
        return path.get(0).equals("steps") && path.size() >= 4 && path.get(2).equals("outputs");
    }

    /** The parameter's, the environment property's, or the step's name. */
    public String name() {
        return path.get(1);
    }

    /** Only of {@link #isStepOutput}. */
    public String output() {
        return path.get(3);
    }

    @Override
    public String toString() {
        return "${{ " + String.join(".", path) + " }}";
    }
}
