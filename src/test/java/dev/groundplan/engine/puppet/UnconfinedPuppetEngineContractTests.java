package dev.groundplan.engine.puppet;

import java.util.Map;

class UnconfinedPuppetEngineContractTests extends PuppetEngineContractTests {
    @Override
    Map<String, String> settings() {
        return Map.of("groundplan.sandbox", "off");
    }
}
