package dev.groundplan.catalog.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The parts of a template's page. */
enum TemplateTab {
    ABOUT,
    PARAMETERS,
    OUTPUTS,
    VERSIONS;

    /** By its word in the address; ABOUT has none. */
    static Optional<TemplateTab> of(String word) {
        return Arrays.stream(values())
                .filter(tab -> tab != ABOUT && tab.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }
}
