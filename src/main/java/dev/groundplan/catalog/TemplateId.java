package dev.groundplan.catalog;

import java.util.UUID;

/** Names one template. */
public record TemplateId(UUID value) {}
