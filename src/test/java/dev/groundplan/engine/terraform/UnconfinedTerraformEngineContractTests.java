package dev.groundplan.engine.terraform;

import java.util.List;
import java.util.Map;

class UnconfinedTerraformEngineContractTests extends TerraformEngineContractTests {
    static List<String> oddTexts() {
        return someOddTexts();
    }

    @Override
    Map<String, String> settings() {
        return Map.of("groundplan.sandbox", "off");
    }
}
