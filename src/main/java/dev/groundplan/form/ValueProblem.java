package dev.groundplan.form;

/**
 * Why a value is refused.
 *
 * @param pointer JSON Pointer to the value, empty for the whole
 * @param message a sentence that never repeats a secret
 */
public record ValueProblem(String pointer, String message) {}
