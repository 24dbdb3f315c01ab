package dev.groundplan.page;

import org.jspecify.annotations.Nullable;

/**
 * Older and newer pages of a list that is read by cursor.
 *
 * @param summary what is shown, such as "Runs 101 to 150"
 * @param newerUrl null on the first page
 * @param olderUrl null on the last page
 */
public record Pager(String summary, @Nullable String newerUrl, @Nullable String olderUrl) {}
