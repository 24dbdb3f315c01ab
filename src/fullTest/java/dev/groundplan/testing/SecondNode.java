package dev.groundplan.testing;

import dev.groundplan.Groundplan;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** A portal that only serves people, in this JVM, on the database of another one. */
public final class SecondNode implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private SecondNode(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static SecondNode beside(Environment first) {
        var shared =
                Stream.of(
                        "spring.datasource.url",
                        "spring.datasource.username",
                        "spring.datasource.password",
                        "groundplan.key-file",
                        "groundplan.catalog.folders",
                        "groundplan.recorder");
        var own =
                Stream.of(
                        "server.port=0",
                        "groundplan.worker.enabled=false",
                        "groundplan.data=" + first.getProperty("groundplan.data") + "-second");
        var settings = Stream.concat(shared.map(name -> name + "=" + first.getProperty(name)), own);
        return new SecondNode(
                new SpringApplicationBuilder(Groundplan.class)
                        .profiles("demo")
                        .run(settings.map(each -> "--" + each).toArray(String[]::new)));
    }

    public TestPortal portal() {
        return context.getBean(TestPortal.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
