package dev.groundplan.engine;

import tools.jackson.databind.JsonNode;

/** An output as it is after an apply. A sensitive one is never shown or logged in clear. */
public record Output(String name, JsonNode value, boolean sensitive) {
    @Override
    public String toString() {
        return "Output[" + name + "]";
    }
}
