package dev.groundplan.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** A fresh database of the shared PostgreSQL, behind a {@link CutProxy}. */
public class CutPostgreSql
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final String URL = "spring.datasource.url=";
    private static CutProxy proxy;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var settings =
                PostgreSql.settings(PostgreSql.freshDatabase()).stream()
                        .map(CutPostgreSql::redirected)
                        .toList();
        TestPropertyValues.of(settings).applyTo(context);
    }

    private static String redirected(String setting) {
        if (!setting.startsWith(URL)) {
            return setting;
        }
        var server = URI.create(setting.substring((URL + "jdbc:").length()));
        try {
            proxy = new CutProxy(server.getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return setting.replace(":" + server.getPort() + "/", ":" + proxy.port() + "/");
    }

    public static CutProxy proxy() {
        return proxy;
    }
}
