package dev.groundplan.engine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** All engines of this portal, by kind. Refuses to start with two of one kind. */
@Component
public class Engines {
    private final Map<EngineKind, Engine> byKind = new TreeMap<>();

    Engines(List<Engine> engines) {
        for (var engine : engines) {
            if (byKind.put(engine.kind(), engine) != null) {
                throw new IllegalStateException("Two engines of kind " + engine.kind());
            }
        }
    }

    public Collection<Engine> all() {
        return byKind.values();
    }

    public Optional<Engine> find(EngineKind kind) {
        return Optional.ofNullable(byKind.get(kind));
    }

    /** The engine of a step of an imported template; import refused unknown kinds, so it exists. */
    public Engine get(EngineKind kind) {
        return find(kind).orElseThrow(() -> new IllegalStateException("No engine of kind " + kind));
    }
}
