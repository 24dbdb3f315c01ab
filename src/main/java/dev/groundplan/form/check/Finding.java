package dev.groundplan.form.check;

/** A broken rule: where and what is said. */
public record Finding(String pointer, String message) {}
