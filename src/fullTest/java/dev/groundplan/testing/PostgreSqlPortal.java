package dev.groundplan.testing;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/** Like {@link RecorderPortal}, on PostgreSQL. */
@Retention(RetentionPolicy.RUNTIME)
@ActiveProfiles("demo")
@ContextConfiguration(initializers = {FreshData.class, PostgreSql.class})
@SpringBootTest(
        properties = {
            "groundplan.data=target/test-data/postgresql",
            "groundplan.catalog.folders=src/test/resources/recorder-catalog",
            "groundplan.recorder=true"
        })
public @interface PostgreSqlPortal {}
