package dev.groundplan.worker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Every set of engines that a node can serve, named as runs name theirs: sorted, joined with "+".
 * The empty one too: a run in an environment where nothing was ever made needs none.
 */
final class EngineSets {
    private EngineSets() {}

    static List<String> of(Collection<String> engines) {
        var sets = new ArrayList<String>();
        for (var engine : engines.stream().sorted().toList()) {
            var longer = sets.stream().map(set -> set + "+" + engine).toList();
            sets.addAll(longer);
            sets.add(engine);
        }
        sets.add("");
        return sets;
    }
}
