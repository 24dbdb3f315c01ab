package dev.groundplan;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {
    @Test
    void keepsTheModulesApart() {
        ApplicationModules.of(Groundplan.class).verify();
    }
}
