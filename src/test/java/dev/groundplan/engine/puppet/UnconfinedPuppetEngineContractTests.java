package dev.groundplan.engine.puppet;

import java.util.List;
import java.util.Map;

class UnconfinedPuppetEngineContractTests extends PuppetEngineContractTests {
    static List<String> oddTexts() {
        return someOddTexts();
    }

    @Override
    Map<String, String> settings() {
        return Map.of("groundplan.sandbox", "off");
    }
}
