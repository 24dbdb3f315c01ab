package dev.groundplan.testing;

import dev.groundplan.checker.RunChecker;
import dev.groundplan.checker.Violation;
import dev.groundplan.store.ArtifactId;
import dev.groundplan.store.ArtifactStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/** A portal with the embedded database in a JVM of its own, which may be killed and comes back. */
public final class EmbeddedNode implements AutoCloseable {
    private static final List<String> SETTINGS =
            List.of(
                    "groundplan.recorder=true",
                    "groundplan.catalog.folders=src/test/resources/recorder-catalog",
                    "groundplan.sandbox=off");
    private final Path data;
    private @Nullable NodeProcess process;
    private volatile int port;
    private String runs = "";

    public EmbeddedNode(Path data) {
        this.data = data;
    }

    public void startAfresh() throws IOException {
        FileSystemUtils.deleteRecursively(data);
        start();
    }

    public void startWithoutWaiting() throws IOException {
        Files.createDirectories(data);
        process = NodeProcess.startSoon(data, SETTINGS);
    }

    /** Fails with what it printed when it does not start. */
    public void start() throws IOException {
        startWithoutWaiting();
        node().awaitReady(Duration.ofMinutes(6));
        port = node().port();
    }

    public String address() {
        return "http://127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    public boolean isAlive() {
        return node().isAlive();
    }

    public String output() throws IOException {
        return node().output();
    }

    public void kill() throws InterruptedException {
        node().kill();
    }

    private NodeProcess node() {
        if (process == null) {
            throw new IllegalStateException("It was not started.");
        }
        return process;
    }

    /** Opens the database that the portal left. */
    public List<Violation> check(ApiLoad load) {
        var dataSource = new DriverManagerDataSource(url(), "groundplan", "");
        try (var context = new AnnotationConfigApplicationContext()) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(
                            new MapPropertySource(
                                    "data",
                                    Map.of(
                                            "groundplan.data",
                                            data.toString(),
                                            "spring.datasource.url",
                                            url())));
            context.getBeanFactory()
                    .setConversionService(ApplicationConversionService.getSharedInstance());
            context.registerBean(DataSource.class, () -> dataSource);
            context.registerBean(JdbcClient.class, () -> JdbcClient.create(dataSource));
            context.registerBean(
                    TransactionTemplate.class,
                    () -> new TransactionTemplate(new DataSourceTransactionManager(dataSource)));
            context.registerBean(Clock.class, Clock::systemUTC);
            context.scan(ArtifactStore.class.getPackageName());
            context.refresh();
            return check(load, dataSource, context.getBean(ArtifactStore.class));
        }
    }

    private List<Violation> check(ApiLoad load, DataSource dataSource, ArtifactStore artifacts) {
        runs =
                JdbcClient.create(dataSource)
                        .sql("select status, count(*) from run group by status order by status")
                        .query()
                        .listOfRows()
                        .toString();
        return new RunChecker(dataSource, data)
                .told(load.accepted())
                .decided(load.decided())
                .once(load.reasons())
                .reading(id -> artifacts.read(new ArtifactId(id)))
                .check();
    }

    /** As the portal opens it; it stays open between the checker's connections. */
    private String url() {
        return "jdbc:h2:file:"
                + data.resolve("db/groundplan").toAbsolutePath()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0;DB_CLOSE_DELAY=30";
    }

    /** What became of all runs, after the check. */
    public String runs() {
        return runs;
    }

    @Override
    public void close() throws Exception {
        if (process != null) {
            process.close();
        }
    }
}
