package dev.groundplan.engine.chef;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;

/** Who runs this with Chef Infra Client on the path has accepted its licence. */
@DisplayName("Chef's adapter, with the cinc-client or chef-client of this machine")
class InstalledChefEngineContractTests extends ChefEngineContractTests {
    @Override
    Map<String, String> settings(Path folder) {
        return Map.of("groundplan.sandbox", "auto", "groundplan.chef.accept-license", "true");
    }

    @Override
    String missing() {
        return "Cinc Client or Chef Infra Client is installed";
    }
}
