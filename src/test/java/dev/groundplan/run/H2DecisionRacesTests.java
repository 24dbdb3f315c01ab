package dev.groundplan.run;

import dev.groundplan.testing.CheckedPortal;
import dev.groundplan.testing.TestPortal;
import java.nio.file.Path;
import java.util.List;

@CheckedPortal
class H2DecisionRacesTests extends DecisionRacesContract {
    @Override
    List<TestPortal> nodes() {
        return List.of(portal);
    }

    @Override
    Path data() {
        return Path.of("target/test-data/checked");
    }
}
