package dev.groundplan.credential;

import dev.groundplan.catalog.Catalog;
import dev.groundplan.catalog.CatalogQuery;
import dev.groundplan.catalog.TemplateVersion;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** The slots of the templates in the catalog. */
@Component
public class Slots {
    private final Catalog catalog;

    Slots(Catalog catalog) {
        this.catalog = catalog;
    }

    /** By template and name. */
    public List<Slot> all() {
        return catalog.search(CatalogQuery.EVERYTHING).stream()
                .flatMap(item -> catalog.current(item.name()).stream())
                .flatMap(version -> of(version).stream())
                .toList();
    }

    Optional<Slot> find(String key) {
        return all().stream().filter(slot -> slot.key().equals(key)).findFirst();
    }

    private static List<Slot> of(TemplateVersion version) {
        var roles = new TreeMap<String, TreeSet<String>>();
        version.descriptor()
                .steps()
                .forEach(
                        step ->
                                step.credentials()
                                        .forEach(
                                                (role, slot) ->
                                                        roles.computeIfAbsent(
                                                                        slot,
                                                                        any -> new TreeSet<>())
                                                                .add(role)));
        return roles.entrySet().stream()
                .map(
                        slot ->
                                new Slot(
                                        version.templateId(),
                                        version.template(),
                                        slot.getKey(),
                                        String.join(", ", slot.getValue())))
                .toList();
    }
}
