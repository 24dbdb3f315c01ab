package dev.groundplan.engine;

import tools.jackson.databind.JsonNode;

/**
 * One thing that a recorded state holds.
 *
 * @param attributes sensitive leaves are already {@code {"$masked": true}}
 */
public record Resource(String address, String type, String name, JsonNode attributes) {}
