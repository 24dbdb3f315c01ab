package dev.groundplan;

import dev.groundplan.testing.FreshData;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/** The whole portal with templates that nobody should trust; all classes with this share it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:attack;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;"
                    + "DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1",
            "groundplan.data=target/test-data/attack",
            "groundplan.catalog.folders=src/test/resources/attack-catalog"
        })
@ActiveProfiles("demo")
@ContextConfiguration(initializers = FreshData.class)
@Import(AttackDesk.class)
@interface AttackPortal {}
