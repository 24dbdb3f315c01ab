package dev.groundplan.run.web;

import dev.groundplan.page.Link;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page that asks before an environment is destroyed.
 *
 * @param resources what exists now, such as "3 servers"; empty when not known
 */
record DestroyView(
        String name,
        String kind,
        String url,
        String action,
        String idempotencyKey,
        List<Link> crumbs,
        List<String> resources,
        List<String> next,
        String reason,
        @Nullable String problem) {}
