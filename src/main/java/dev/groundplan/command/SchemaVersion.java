package dev.groundplan.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Refuses a database whose tables are not those that this jar knows; never upgrades them. */
final class SchemaVersion {
    private SchemaVersion() {}

    static void refuseAnother(JdbcClient jdbc) {
        var there = applied(jdbc);
        var here = ofThisJar();
        if (!there.equals(here)) {
            throw new IllegalStateException(
                    "The database has version %s and this jar version %s. Use the jar of the portal that works on it. Nothing was done."
                            .formatted(newest(there), newest(here)));
        }
    }

    private static Set<String> applied(JdbcClient jdbc) {
        try {
            return new HashSet<>(
                    jdbc.sql(
                                    """
                                    select version from flyway_schema_history
                                    where success = true and version is not null
                                    """)
                            .query(String.class)
                            .list());
        } catch (BadSqlGrammarException e) {
            throw new IllegalStateException("That database is not one of Groundplan.");
        }
    }

    private static Set<String> ofThisJar() {
        try {
            var versions = new HashSet<String>();
            for (var file :
                    new PathMatchingResourcePatternResolver()
                            .getResources("classpath*:db/migration/V*__*.sql")) {
                var name = Objects.requireNonNull(file.getFilename());
                versions.add(name.substring(1, name.indexOf("__")));
            }
            return versions;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String newest(Collection<String> versions) {
        return versions.stream().max(Comparator.comparingInt(Integer::parseInt)).orElse("0");
    }
}
