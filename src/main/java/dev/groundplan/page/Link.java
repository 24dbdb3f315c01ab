package dev.groundplan.page;

/**
 * A place to go: for crumbs and next actions. The address is relative to the portal and starts with
 * a slash.
 */
public record Link(String label, String url) {}
