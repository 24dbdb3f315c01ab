package dev.groundplan.checker;

import dev.groundplan.engine.recorder.Journal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the checks look at.
 *
 * @param data directories of all nodes
 * @param portal answers a path; null when nobody is asked
 * @param contents reads an artifact in clear; null when nobody here has the key
 */
record Evidence(
        JdbcClient jdbc,
        List<Path> data,
        List<Journal.Entry> journal,
        List<Accepted> history,
        @Nullable Function<UUID, byte[]> contents,
        @Nullable UnaryOperator<String> portal) {

    static Evidence of(
            DataSource dataSource,
            List<Path> data,
            List<Accepted> history,
            @Nullable Function<UUID, byte[]> contents,
            @Nullable UnaryOperator<String> portal) {
        return new Evidence(
                JdbcClient.create(dataSource), data, Journal.all(data), history, contents, portal);
    }

    /** Each row of a query is a violation; its first column says what is wrong. */
    List<Violation> violations(String invariant, String sql) {
        return jdbc.sql(sql).query(String.class).list().stream()
                .map(what -> new Violation(invariant, what))
                .toList();
    }

    List<Map<String, Object>> rows(String sql) {
        return jdbc.sql(sql).query().listOfRows();
    }

    List<Journal.Entry> journal(String kind) {
        return journal.stream().filter(entry -> entry.kind().equals(kind)).toList();
    }
}
