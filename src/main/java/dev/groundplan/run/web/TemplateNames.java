package dev.groundplan.run.web;

import dev.groundplan.catalog.Catalog;
import dev.groundplan.catalog.TemplateVersion;
import dev.groundplan.catalog.TemplateVersionId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Titles and versions of template versions, which never change, so each is read once. */
@Component
class TemplateNames {
    private final Catalog catalog;
    private final Map<TemplateVersionId, Name> names = new ConcurrentHashMap<>();

    TemplateNames(Catalog catalog) {
        this.catalog = catalog;
    }

    record Name(String name, String title, String version) {
        String url() {
            return "/catalog/" + name;
        }
    }

    Name of(TemplateVersionId id) {
        return names.computeIfAbsent(id, any -> name(catalog.version(id)));
    }

    private static Name name(TemplateVersion version) {
        return new Name(version.template(), version.descriptor().title(), version.version());
    }
}
