package dev.groundplan.catalog;

import java.util.UUID;

/** Names one immutable version of a template. */
public record TemplateVersionId(UUID value) {}
