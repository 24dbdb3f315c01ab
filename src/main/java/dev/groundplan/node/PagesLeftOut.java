package dev.groundplan.node;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * Keeps the scan of components away from everything that serves pages, the API, or signs people in:
 * in each module the packages web, api and security.
 */
class PagesLeftOut extends TypeExcludeFilter {
    private static final Pattern PAGES =
            Pattern.compile("dev\\.groundplan\\.[a-z]+\\.(web|api|security)\\..*");

    @Override
    public boolean match(MetadataReader reader, MetadataReaderFactory factory) {
        return PAGES.matcher(reader.getClassMetadata().getClassName()).matches();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PagesLeftOut;
    }

    @Override
    public int hashCode() {
        return PagesLeftOut.class.hashCode();
    }
}
