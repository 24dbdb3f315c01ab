package dev.groundplan.engine.process;

import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, disabledReason = "Sessions and signals to groups need Linux")
class UnconfinedProcessRunnerTests extends ProcessRunnerContractTests {
    @Override
    Isolation isolation() {
        return new Unconfined();
    }
}
