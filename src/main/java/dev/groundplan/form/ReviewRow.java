package dev.groundplan.form;

/**
 * One parameter in the review of a request.
 *
 * @param page title of its page of the form
 * @param before several lines for lists and objects; empty when it was not set. Never a secret.
 * @param after like before
 * @param changed also for a secret that was typed anew
 */
public record ReviewRow(
        String page, String label, String pointer, String before, String after, boolean changed) {}
