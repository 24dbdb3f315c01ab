package dev.groundplan.backup;

import dev.groundplan.store.DataDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.info.BuildProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.json.JsonMapper;

/** As much of a portal on H2 as a backup needs: its database, its data directory and a clock. */
final class SmallPortal extends Clock implements AutoCloseable {
    final JdbcClient jdbc;
    final List<Object> events = new ArrayList<>();
    private final DataDirectory data;
    private final SingleConnectionDataSource database;
    private Instant now = Instant.parse("2026-11-28T02:00:00Z");

    SmallPortal(Path root) {
        data = DataDirectory.open(root);
        database = new SingleConnectionDataSource(url(root), "groundplan", "", true);
        Flyway.configure().dataSource(database).load().migrate();
        jdbc = JdbcClient.create(database);
        jdbc.sql(
                        """
                        insert into key_check (id, check_value, created_at)
                        values ('key1', X'00', current_timestamp)
                        """)
                .update();
    }

    static String url(Path root) {
        return "jdbc:h2:file:"
                + root.toAbsolutePath().resolve("db/groundplan")
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0";
    }

    Backups backups(BackupProperties properties, String url) {
        var build = new StaticListableBeanFactory().getBeanProvider(BuildProperties.class);
        var snapshot = new Snapshot(jdbc, data, JsonMapper.builder().build(), this, build);
        return new Backups(snapshot, properties, data, events::add, this, url);
    }

    Backups backups() {
        return backups(new BackupProperties(null, Duration.ofHours(24), 3), url(data.root()));
    }

    Path writeEnvironmentFile(String name, String content) throws Exception {
        var file = data.root().resolve("environments").resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    void passes(Duration time) {
        now = now.plus(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public void close() throws Exception {
        database.destroy();
        data.destroy();
    }
}
