package dev.groundplan.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nodes of two versions run side by side during an upgrade, on the tables of the newer one: so a
 * migration adds, and what is no longer needed goes one release later.
 */
class MigrationTests {
    private static final int BASELINE = 11;
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    /** One a line: the file's name and why it may do what the rule forbids. */
    private static final Path EXCEPTIONS = Path.of("src/test/migration-exceptions.txt");

    private static final Pattern NAME = Pattern.compile("V(\\d+)__[a-z0-9_]+\\.sql");

    @Test
    void onlyAddAfterTheBaseline() throws IOException {
        var offending = new TreeMap<String, List<String>>();
        for (var migration : migrations().entrySet()) {
            var problems = ExpandOnly.problems(Files.readString(migration.getValue()));
            if (migration.getKey() > BASELINE && !problems.isEmpty()) {
                offending.put(migration.getValue().getFileName().toString(), problems);
            }
        }

        assertThat(offending.keySet())
                .as(
                        "migrations that nodes of the version before can't live with, and those excused in %s: %s",
                        EXCEPTIONS, offending)
                .isEqualTo(excused().keySet());
    }

    @Test
    void areExcusedOnlyWithAReason() throws IOException {
        assertThat(excused().values())
                .allSatisfy(reason -> assertThat(reason).hasSizeGreaterThan(20));
    }

    /** Two branches that took the same number would only meet at the first start. */
    @Test
    void haveANumberOfTheirOwn() throws IOException {
        try (var files = Files.list(MIGRATIONS)) {
            assertThat(files).hasSameSizeAs(migrations().keySet());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table run",
                "alter table run drop column reason",
                "alter table run drop reason",
                "alter table run rename to runs",
                "alter table run rename column reason to why",
                "alter index run_number rename to x",
                "delete from run where status = 'FAILED'",
                "truncate table log_chunk",
                "alter table run add column x integer not null",
                "alter table run add x varchar(10) NOT NULL",
                "alter table run\n  alter column reason set not null",
                "alter table run alter column reason type varchar(10)",
                "alter table run alter column reason set data type text",
                "alter table run add constraint c check (part > 0)",
                "alter table run add unique (number)",
                "create unique index x on run (number)",
                "create table x (id uuid); drop index run_number"
            })
    void mayNot(String statement) {
        assertThat(ExpandOnly.problems(statement + ";")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table x (id uuid primary key, name text not null)",
                "alter table run add column x integer",
                "alter table run add column x integer default 0 not null",
                "alter table run add column x integer not null default 0",
                "alter table run alter column reason drop not null",
                "alter table run drop constraint c",
                "create index x on run (number)",
                "insert into setting values ('a', 'b')",
                "update run set x = 0",
                "create table x (id uuid); alter table x add constraint c check (id is not null); create unique index i on x (id)",
                "-- drop table run\ncreate table x (id uuid)"
            })
    void may(String statement) {
        assertThat(ExpandOnly.problems(statement + ";")).isEmpty();
    }

    private static Map<Integer, Path> migrations() throws IOException {
        try (var files = Files.list(MIGRATIONS)) {
            return files.collect(
                    Collectors.toMap(
                            MigrationTests::number,
                            file -> file,
                            (one, other) -> {
                                throw new AssertionError(one + " and " + other);
                            },
                            TreeMap::new));
        }
    }

    private static int number(Path file) {
        var name = NAME.matcher(file.getFileName().toString());
        assertThat(name.matches()).as("%s is named like V12__what_it_adds.sql", file).isTrue();
        return Integer.parseInt(name.group(1));
    }

    private static Map<String, String> excused() throws IOException {
        var excused = new LinkedHashMap<String, String>();
        for (var line : Files.readAllLines(EXCEPTIONS)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                var words = line.split(" ", 2);
                excused.put(words[0], words.length > 1 ? words[1] : "");
            }
        }
        assertThat(excused.keySet()).isSubsetOf(names());
        return excused;
    }

    private static Set<String> names() throws IOException {
        return migrations().values().stream()
                .map(file -> file.getFileName().toString())
                .collect(Collectors.toSet());
    }
}
