package dev.groundplan.engine.chef;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;

@DisplayName("Chef's adapter without a sandbox, with a stand-in replaying captured output")
class UnconfinedChefEngineContractTests extends ChefEngineContractTests {
    static List<String> oddTexts() {
        return someOddTexts();
    }

    @Override
    Map<String, String> settings(Path folder) throws IOException {
        return Map.of(
                "groundplan.sandbox",
                "off",
                "groundplan.tools.chef",
                ChefBench.standIn(folder).toString());
    }
}
