package dev.groundplan.architecture;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.DependencyDepth;

/** Which module uses which, read from the classes. Arrows that follow from others are left out. */
final class ModuleDiagram {
    private final Map<String, Set<String>> uses = new TreeMap<>();

    ModuleDiagram(ApplicationModules modules) {
        for (var module : modules) {
            uses.put(
                    module.getIdentifier().toString(),
                    module.getDependencies(modules, DependencyDepth.IMMEDIATE)
                            .uniqueModules()
                            .map(used -> used.getIdentifier().toString())
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    /** A Mermaid flow chart, which code hosts draw, as a Markdown block. */
    String text() {
        var text = new StringBuilder("```mermaid\nflowchart TD\n");
        uses.forEach(
                (module, used) -> {
                    text.append("    ").append(module).append('\n');
                    used.stream()
                            .filter(other -> !isImplied(module, other))
                            .forEach(
                                    other ->
                                            text.append(
                                                    "    %s --> %s\n".formatted(module, other)));
                });
        return text.append("```\n").toString();
    }

    private boolean isImplied(String module, String used) {
        return uses.getOrDefault(module, Set.of()).stream()
                .filter(between -> !between.equals(used))
                .anyMatch(between -> reaches(between, used));
    }

    private boolean reaches(String from, String to) {
        var next = uses.getOrDefault(from, Set.of());
        return next.contains(to) || next.stream().anyMatch(between -> reaches(between, to));
    }
}
