package dev.groundplan.engine;

import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * The values a step gets, references resolved.
 *
 * @param values by input name; secrets in clear, so never log this
 * @param sensitive names of the inputs that hold a secret
 */
public record Inputs(ObjectNode values, Set<String> sensitive) {
    @Override
    public String toString() {
        return "Inputs" + values.propertyNames();
    }
}
