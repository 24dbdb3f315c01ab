package dev.groundplan.page;

import org.jspecify.annotations.Nullable;

/** One tab, which is a real link. The count is null where there is nothing to count. */
public record Tab(String label, String url, boolean selected, @Nullable String count) {}
