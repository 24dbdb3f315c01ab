package dev.groundplan.engine.ansible;

import java.util.Map;

class UnconfinedAnsibleEngineContractTests extends AnsibleEngineContractTests {
    @Override
    Map<String, String> settings() {
        return Map.of("groundplan.sandbox", "off");
    }
}
