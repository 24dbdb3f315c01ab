package dev.groundplan.environment;

import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Values with their secrets in clear.
 *
 * @param secrets every secret among them, for masking
 * @param sensitive names of the top-level values that are or hold a secret
 */
public record RevealedValues(ObjectNode values, Set<String> secrets, Set<String> sensitive) {
    @Override
    public String toString() {
        return "RevealedValues" + values.propertyNames();
    }
}
