package dev.groundplan.engine.salt;

import java.util.List;
import java.util.Map;

class UnconfinedSaltEngineContractTests extends SaltEngineContractTests {
    static List<String> oddTexts() {
        return someOddTexts();
    }

    @Override
    Map<String, String> settings() {
        return Map.of("groundplan.sandbox", "off");
    }
}
