package dev.groundplan.architecture;

import dev.groundplan.Groundplan;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {
    private static final ApplicationModules MODULES = ApplicationModules.of(Groundplan.class);

    @Test
    void keepsTheModulesApart() {
        MODULES.verify();
    }

    @Test
    void drawsTheModulesAsTheyAre() {
        new GeneratedText("docs/architecture.md", "modules")
                .mustBe(new ModuleDiagram(MODULES).text());
    }
}
