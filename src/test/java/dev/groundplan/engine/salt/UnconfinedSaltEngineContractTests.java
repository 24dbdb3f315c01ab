package dev.groundplan.engine.salt;

import java.util.Map;

class UnconfinedSaltEngineContractTests extends SaltEngineContractTests {
    @Override
    Map<String, String> settings() {
        return Map.of("groundplan.sandbox", "off");
    }
}
