package dev.groundplan.run;

import dev.groundplan.testing.CheckedPostgreSqlPortal;
import dev.groundplan.testing.SecondNode;
import dev.groundplan.testing.TestPortal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

@CheckedPostgreSqlPortal
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgreSqlDecisionRacesTests extends DecisionRacesContract {
    private SecondNode second;
    @Autowired Environment settings;

    @BeforeAll
    void startTheSecond() {
        second = SecondNode.beside(settings);
    }

    @AfterAll
    void stopTheSecond() {
        second.close();
    }

    @Override
    List<TestPortal> nodes() {
        return List.of(portal, second.portal());
    }

    @Override
    Path data() {
        return Path.of("target/test-data/checked-postgresql");
    }
}
