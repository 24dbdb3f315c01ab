package dev.groundplan.catalog;

import org.jspecify.annotations.Nullable;

/**
 * What somebody looks for in the catalog; null means "any".
 *
 * @param engine the name of its kind; an unknown one finds nothing
 * @param text every word of it must occur in name, title, description, owner, tags or engines
 */
public record CatalogQuery(@Nullable String text, @Nullable String engine, @Nullable String tag) {
    public static final CatalogQuery EVERYTHING = new CatalogQuery(null, null, null);
}
