package dev.groundplan.catalog.web;

import dev.groundplan.catalog.Descriptor;
import dev.groundplan.catalog.web.TemplateView.ToolRow;
import dev.groundplan.engine.Availability;
import dev.groundplan.engine.EngineKind;
import dev.groundplan.engine.Engines;
import dev.groundplan.engine.StepSpec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tools a template needs, and whether this portal has them. */
@Component
class ToolRows {
    private final Engines engines;

    ToolRows(Engines engines) {
        this.engines = engines;
    }

    List<ToolRow> of(Descriptor descriptor) {
        return descriptor.steps().stream()
                .map(StepSpec::engine)
                .distinct()
                .map(kind -> row(kind, wanted(kind, descriptor.tools())))
                .toList();
    }

    private ToolRow row(EngineKind kind, @Nullable String wanted) {
        var engine = engines.find(kind);
        if (engine.isEmpty()) {
            return new ToolRow(kind.name(), wanted, false, "This portal has no engine for it.");
        }
        var availability = engine.get().availability();
        var fits = fits(availability, wanted);
        return new ToolRow(
                engine.get().title(),
                wanted,
                availability.usable() && fits,
                found(availability, fits));
    }

    private static boolean fits(Availability availability, @Nullable String wanted) {
        return wanted == null
                || availability.versions().stream().anyMatch(VersionRange.of(wanted)::contains);
    }

    private static String found(Availability availability, boolean fits) {
        if (availability.missing() != null) {
            return availability.missing();
        }
        var versions = String.join(", ", availability.versions());
        return fits
                ? versions
                : "Installed is "
                        + versions
                        + ", which does not fit. Install another version beside it.";
    }

    /**
     * A range stands under the engine's name or under that of its package, such as ansible-core.
     */
    private static @Nullable String wanted(EngineKind kind, Map<String, String> tools) {
        return tools.entrySet().stream()
                .filter(
                        tool ->
                                tool.getKey().equals(kind.name())
                                        || tool.getKey().startsWith(kind.name() + "-"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
