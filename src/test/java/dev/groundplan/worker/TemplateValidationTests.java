package dev.groundplan.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.groundplan.catalog.Catalog;
import dev.groundplan.engine.EngineKind;
import dev.groundplan.engine.Engines;
import dev.groundplan.engine.Problem;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;

@SpringBootTest(
        properties = {
            "groundplan.data=target/test-data/validation",
            "groundplan.catalog.folders=src/test/resources/catalog-tools",
            "spring.datasource.url=jdbc:h2:mem:validation;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;"
                    + "DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1"
        })
@ActiveProfiles("demo")
class TemplateValidationTests {
    @Autowired Catalog catalog;
    @Autowired Engines engines;

    @Test
    void showsWhatOnlyTheToolItselfFindsWithFileAndLine() {
        assumeTrue(
                engines.get(new EngineKind("terraform")).availability().usable(),
                "terraform is not on the PATH");

        await().atMost(Duration.ofSeconds(60)).until(() -> !problems().isEmpty());

        assertThat(problems())
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.file()).isEqualTo("main.tf");
                            assertThat(problem.line()).isEqualTo(6);
                            assertThat(problem.message()).contains("terraform_data", "nowhere");
                        });
    }

    private java.util.List<Problem> problems() {
        return catalog.details("undeclared").orElseThrow().problems();
    }
}
