package dev.groundplan.testing;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/** Like {@link CheckedPortal}, on PostgreSQL, with a second node beside it. */
@Retention(RetentionPolicy.RUNTIME)
@ActiveProfiles("demo")
@ContextConfiguration(initializers = {FreshData.class, PostgreSql.class})
@SpringBootTest(
        properties = {
            "groundplan.data=target/test-data/checked-postgresql",
            "groundplan.catalog.folders=src/test/resources/recorder-catalog",
            "groundplan.recorder=true"
        })
public @interface CheckedPostgreSqlPortal {}
