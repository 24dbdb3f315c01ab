package dev.groundplan.testing;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * Like {@link RecorderPortal}, for tests that leave nothing behind: the whole database is checked
 * after each.
 */
@Retention(RetentionPolicy.RUNTIME)
@ActiveProfiles("demo")
@ContextConfiguration(initializers = FreshData.class)
@SpringBootTest(
        properties = {
            "groundplan.data=target/test-data/checked",
            "groundplan.catalog.folders=src/test/resources/recorder-catalog",
            "groundplan.recorder=true",
            "spring.datasource.url=jdbc:h2:mem:checked;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1"
        })
public @interface CheckedPortal {}
