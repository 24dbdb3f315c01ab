package dev.groundplan.engine.ansible;

import java.util.List;
import java.util.Map;

class UnconfinedAnsibleEngineContractTests extends AnsibleEngineContractTests {
    static List<String> oddTexts() {
        return someOddTexts();
    }

    @Override
    Map<String, String> settings() {
        return Map.of("groundplan.sandbox", "off");
    }
}
