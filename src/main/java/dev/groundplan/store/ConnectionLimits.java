package dev.groundplan.store;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Properties;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * How long a connection to PostgreSQL may be silent. Without a limit, a network that swallows
 * everything holds a page or a worker for ever: no answer comes, and no end either. The parameters
 * of {@code spring.datasource.url} come before these.
 */
@Component
public class ConnectionLimits implements BeanPostProcessor {
    private static final String CONNECT_SECONDS = "5";
    private static final String SILENT_SECONDS = "20";

    ConnectionLimits() {}

    /** For connections that are not the pool's. */
    public static Properties properties(String username, String password) {
        var properties = new Properties();
        properties.setProperty("user", username);
        properties.setProperty("password", password);
        properties.putAll(limits());
        return properties;
    }

    private static Properties limits() {
        var limits = new Properties();
        limits.setProperty("connectTimeout", CONNECT_SECONDS);
        limits.setProperty("socketTimeout", SILENT_SECONDS);
        limits.setProperty("tcpKeepAlive", "true");
        return limits;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool) {
            limit(pool, String.valueOf(pool.getJdbcUrl()));
        }
        return bean;
    }

    private static void limit(HikariDataSource pool, String url) {
        if (url.startsWith("jdbc:postgresql:")) {
            limits().forEach(
                            (key, value) -> pool.getDataSourceProperties().putIfAbsent(key, value));
        } else if (url.startsWith("jdbc:h2:")) {
            // H2 keeps using the session that made a check constraint: once the pool retires that
            // connection, every row of the table is refused (90098, until the next start).
            pool.setMaxLifetime(0);
        }
    }
}
