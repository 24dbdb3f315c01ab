package dev.groundplan.command;

import com.zaxxer.hikari.HikariDataSource;
import dev.groundplan.store.ExistingKeys;
import dev.groundplan.store.Keyring;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The few parts of the portal that commands need: no pages, no worker, no import, no upgrade of
 * tables, no lock on the data directory. Only reads. Not found by the portal's own scan.
 */
@ComponentScan(
        basePackages = {
            "dev.groundplan.store",
            "dev.groundplan.engine",
            "dev.groundplan.catalog",
            "dev.groundplan.environment",
            "dev.groundplan.run",
            "dev.groundplan.upkeep",
            "dev.groundplan.page"
        },
        excludeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = {
                            "dev\\.groundplan\\.store\\.(Disk\\w*|LostConnections|ConnectionLimits|DataDirectory|KeyCheck|KeyringConfiguration|DurableCommits)",
                            "dev\\.groundplan\\.catalog\\.(?!(Catalog|TemplateRepository)$).*",
                            "dev\\.groundplan\\.run\\.(?!DraftCiphertexts$).*",
                            "dev\\.groundplan\\.upkeep\\.(?!(Verification|RecordChecks|BundleCheck|ThingNames)$).*",
                            "dev\\.groundplan\\.page\\.(?!TimeConfiguration$).*"
                        }))
@ConfigurationPropertiesScan("dev.groundplan.engine")
@ImportAutoConfiguration(JacksonAutoConfiguration.class)
class CommandContext {

    /**
     * @throws RuntimeException when the database or the key can't be had, or the tables are those
     *     of another version
     */
    static ConfigurableApplicationContext open(Arguments arguments, Class<?>... more) {
        var context =
                new SpringApplicationBuilder(CommandContext.class)
                        .sources(more)
                        .web(WebApplicationType.NONE)
                        .bannerMode(Banner.Mode.OFF)
                        .logStartupInfo(false)
                        .properties("logging.level.root=off")
                        .run(arguments.settings().toArray(String[]::new));
        try {
            SchemaVersion.refuseAnother(context.getBean(JdbcClient.class));
            return context;
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    @Bean
    Keyring keyring(
            @Value("${groundplan.key-file:}") String keyFile,
            @Value("${groundplan.data}") Path data) {
        return ExistingKeys.read(keyFile, data);
    }

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(
            @Value("${spring.datasource.url}") String url,
            @Value("${spring.datasource.username:}") String username,
            @Value("${spring.datasource.password:}") String password) {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(url.startsWith("jdbc:h2:") ? url + ";IFEXISTS=TRUE" : url);
        pool.setUsername(username);
        pool.setPassword(password);
        pool.setMaximumPoolSize(3);
        pool.setConnectionTimeout(8000);
        pool.setReadOnly(true);
        return pool;
    }

    @Bean
    JdbcClient jdbcClient(DataSource dataSource) {
        return JdbcClient.create(dataSource);
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new DataSourceTransactionManager(dataSource);
    }

    @Bean
    TransactionTemplate transactionTemplate(PlatformTransactionManager transactions) {
        return new TransactionTemplate(transactions);
    }
}
