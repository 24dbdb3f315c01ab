package dev.groundplan.engine.terraform;

import java.util.Map;

class UnconfinedTerraformEngineContractTests extends TerraformEngineContractTests {
    @Override
    Map<String, String> settings() {
        return Map.of("groundplan.sandbox", "off");
    }
}
