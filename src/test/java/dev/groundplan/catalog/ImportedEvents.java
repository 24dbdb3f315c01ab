package dev.groundplan.catalog;

import java.util.ArrayList;
import java.util.List;
import org.springframework.context.event.EventListener;

/** Remembers what was published. */
class ImportedEvents {
    final List<TemplateImported> events = new ArrayList<>();

    @EventListener
    void remember(TemplateImported event) {
        events.add(event);
    }
}
