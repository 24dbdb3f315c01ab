package dev.groundplan.catalog;

import dev.groundplan.engine.Engines;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** The catalog on an H2 database in memory, with the real store and the real migrations. */
public final class CatalogPortal implements AutoCloseable {
    private static final String MEMORY =
            "jdbc:h2:mem:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1";

    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext();

    private CatalogPortal(String url, Path data, Engines engines, List<Path> folders) {
        var source = new DriverManagerDataSource(url);
        Flyway.configure().dataSource(source).load().migrate();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "test",
                                Map.of(
                                        "groundplan.data",
                                        data.toString(),
                                        "spring.datasource.url",
                                        url)));
        context.registerBean(DataSource.class, () -> source);
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(source));
        context.registerBean(
                TransactionTemplate.class,
                () -> new TransactionTemplate(new DataSourceTransactionManager(source)));
        context.registerBean(
                Clock.class,
                () -> Clock.fixed(Instant.parse("2026-11-23T07:00:00Z"), ZoneOffset.UTC));
        context.registerBean(CatalogProperties.class, () -> new CatalogProperties(folders));
        context.registerBean(Engines.class, () -> engines);
        context.register(ImportedEvents.class);
        var scanner = new ClassPathBeanDefinitionScanner(context);
        scanner.addExcludeFilter(
                new RegexPatternTypeFilter(Pattern.compile(".*\\.web\\..*|.*Tests.*")));
        scanner.scan("dev.groundplan.store", "dev.groundplan.catalog");
        context.refresh();
    }

    public static CatalogPortal open(Path data, Path... folders) {
        return open(data, DeclaringEngine.engines(), folders);
    }

    public static CatalogPortal open(Path data, Engines engines, Path... folders) {
        return new CatalogPortal(
                MEMORY.formatted(UUID.randomUUID()), data, engines, List.of(folders));
    }

    public Catalog catalog() {
        return context.getBean(Catalog.class);
    }

    public CatalogImport imports() {
        return context.getBean(CatalogImport.class);
    }

    public JdbcClient jdbc() {
        return context.getBean(JdbcClient.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
