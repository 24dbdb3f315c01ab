package dev.groundplan.testing;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * A whole portal on an H2 in memory, with the recorder engine; one for all tests that ask for it.
 */
@Retention(RetentionPolicy.RUNTIME)
@ActiveProfiles("demo")
@ContextConfiguration(initializers = FreshData.class)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "groundplan.data=target/test-data/recorder",
            "groundplan.catalog.folders=src/test/resources/recorder-catalog",
            "groundplan.recorder=true",
            "groundplan.worker.sweep=1h",
            "spring.datasource.url=jdbc:h2:mem:recorder;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1"
        })
public @interface RecorderPortal {}
