package dev.groundplan.testing;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/** The portal that people use while workers, which are JVMs of their own, are killed. */
@Retention(RetentionPolicy.RUNTIME)
@ActiveProfiles("demo")
@ContextConfiguration(initializers = {FreshData.class, PostgreSql.class})
@SpringBootTest(
        properties = {
            "groundplan.data=target/test-data/worker-kills/web",
            "groundplan.worker.enabled=false",
            "groundplan.recorder=true",
            "groundplan.catalog.folders=" + WorkerlessPortal.CATALOG
        })
public @interface WorkerlessPortal {
    String CATALOG =
            "src/test/resources/recorder-catalog,src/test/resources/kill-catalog,templates-catalog";
}
