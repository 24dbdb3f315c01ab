package dev.groundplan.catalog;

/** A new version of a template is in the catalog; published in the transaction that stores it. */
public record TemplateImported(TemplateVersionId id, String template, String version) {}
