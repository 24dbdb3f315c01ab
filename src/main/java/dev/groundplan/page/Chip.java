package dev.groundplan.page;

import org.jspecify.annotations.Nullable;

/**
 * A filter as a link: selected ones lead to the list without them.
 *
 * @param count how many it would leave, such as "12" or "1,000+"; null when not counted
 */
public record Chip(String label, String url, boolean selected, @Nullable String count) {}
