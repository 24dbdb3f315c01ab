package dev.groundplan.engine.process;

import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, disabledReason = "Strays are found through /proc")
class UnconfinedChildFaultTests extends ChildFaults {
    @Override
    Isolation isolation() {
        return new Unconfined();
    }
}
