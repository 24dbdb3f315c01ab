package dev.groundplan.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.groundplan.Groundplan;
import dev.groundplan.engine.EngineKind;
import dev.groundplan.engine.Engines;
import dev.groundplan.run.Run;
import dev.groundplan.testing.PortalOnDisk;
import dev.groundplan.testing.TestPortal;
import dev.groundplan.upkeep.Findings;
import dev.groundplan.upkeep.Verification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Lifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Commands on the data directory of a portal that was stopped. */
class CommandsTests {
    private static final Logger log = LoggerFactory.getLogger(CommandsTests.class);
    private static final String PASSWORD = "a-password-for-canaries";
    @TempDir static Path data;
    private static PortalOnDisk portal;
    private static String page;
    private static String database;

    @BeforeAll
    static void usePortal() {
        portal = new PortalOnDisk(data.resolve("portal"));
        try (var running = portal.start()) {
            var people = running.getBean(TestPortal.class);
            page = name(people, PortalOnDisk.applied(running, "team-page", "title", "Blue"));
            var terraform =
                    running.getBean(Engines.class).get(new EngineKind("terraform")).availability();
            if (terraform.usable()) {
                var run =
                        PortalOnDisk.applied(
                                running,
                                "practice-database",
                                "name",
                                "orders",
                                "engine",
                                "postgresql",
                                "size",
                                "small",
                                "user",
                                "app",
                                "password",
                                PASSWORD);
                database = name(people, run);
            }
        }
    }

    private static String name(TestPortal people, Run run) {
        return "shop/" + people.environment(run).name();
    }

    @Test
    void findsNothingWhereAllIsAsItWasStored() {
        var answer = run("verify");

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.out())
                .endsWith("All is as it was stored.\n")
                .containsPattern("Checked [1-9]\\d* artifacts\\.")
                .containsPattern("Checked [1-9]\\d* recorded states\\.")
                .containsPattern("Checked [1-9]\\d* plans\\.")
                .containsPattern("Checked [1-9]\\d* template versions\\.")
                .containsPattern("Checked [1-9]\\d* applies\\.");
    }

    @Test
    void startsNothingOfThePortal() {
        try (var context = CommandContext.open(Arguments.of(List.of(portal.settings())))) {
            assertThat(context.getBeansOfType(ApplicationRunner.class)).isEmpty();
            assertThat(context.getBeansOfType(Lifecycle.class).values())
                    .extracting(bean -> bean.getClass().getPackageName())
                    .noneMatch(name -> name.startsWith("dev.groundplan"));
            assertThat(context.getBeanDefinitionNames())
                    .doesNotContain("dataDirectory", "keyCheck", "flyway", "upkeepScheduler");
        }
    }

    /** F23: one bit of anything that is encrypted. */
    @Test
    void findsEveryFlippedBit() {
        var flips = Integer.getInteger("groundplan.test.flips", 50);
        var seed = Long.getLong("groundplan.test.seed", 42);
        var random = new Random(seed);
        var missed = new ArrayList<String>();
        try (var context = CommandContext.open(Arguments.of(List.of(portal.settings())))) {
            var jdbc = JdbcClient.create(context.getBean(DataSource.class));
            var verification = context.getBean(Verification.class);
            var parts =
                    jdbc.sql("select artifact_id, seq from artifact_part order by artifact_id, seq")
                            .query(Part.class)
                            .list();
            var found = new Found();
            verification.run(found);
            assertThat(found.sentences).isEmpty();
            for (int i = 0; i < flips; i++) {
                var part = parts.get(random.nextInt(parts.size()));
                var bytes = bytes(jdbc, part);
                var bit = random.nextInt(bytes.length * 8);
                var changed = bytes.clone();
                changed[bit / 8] ^= (byte) (1 << bit % 8);
                write(jdbc, part, changed);
                var now = new Found();
                verification.run(now);
                if (now.sentences.size() != 1 || now.sentences.get(0).startsWith("Artifact ")) {
                    missed.add("bit " + bit + " of " + part + ": " + now.sentences);
                }
                write(jdbc, part, bytes);
            }
        }
        log.info("Bit flips: {}, not found or not named: {}; seed {}", flips, missed.size(), seed);
        assertThat(missed).as("seed %d", seed).isEmpty();
    }

    private record Part(UUID artifactId, int seq) {}

    private static byte[] bytes(JdbcClient jdbc, Part part) {
        return jdbc.sql("select bytes from artifact_part where artifact_id = :id and seq = :seq")
                .param("id", part.artifactId())
                .param("seq", part.seq())
                .query(byte[].class)
                .single();
    }

    private static void write(JdbcClient jdbc, Part part, byte[] bytes) {
        jdbc.sql("update artifact_part set bytes = :bytes where artifact_id = :id and seq = :seq")
                .param("bytes", bytes)
                .param("id", part.artifactId())
                .param("seq", part.seq())
                .update();
    }

    private static final class Found implements Findings {
        private final List<String> sentences = new ArrayList<>();

        @Override
        public void checked(String things, long count) {
            log.debug("{} {}", count, things);
        }

        @Override
        public void found(String sentence) {
            sentences.add(sentence);
        }
    }

    @Test
    void namesWhatDoesNotAgree() {
        try (var context = CommandContext.open(Arguments.of(List.of(portal.settings())))) {
            assertThat(
                            whileChanged(
                                    context,
                                    """
                                    update artifact_part set bytes = substring(bytes from 1 for 70)
                                    where artifact_id in (select artifact_id from state_version)
                                    """))
                    .anyMatch(
                            found -> found.startsWith("Recorded state 1 of step page of " + page));
            assertThat(whileChanged(context, "update plan set manifest = manifest || ' '"))
                    .contains(
                            "The plan of run 1 of %s depends on other things than its digest says."
                                    .formatted(page));
            assertThat(whileChanged(context, "update state_version set digest = 'sha256:0'"))
                    .contains(
                            "Recorded state 1 of step page of %s has another content than was recorded."
                                    .formatted(page));
        }
    }

    /** Rolled back afterwards: the verification reads in the same transaction. */
    private static List<String> whileChanged(
            ConfigurableApplicationContext context, String change) {
        var found = new Found();
        context.getBean(TransactionTemplate.class)
                .executeWithoutResult(
                        status -> {
                            var jdbc = context.getBean(JdbcClient.class);
                            assertThat(jdbc.sql(change).update()).isPositive();
                            context.getBean(Verification.class).run(found);
                            status.setRollbackOnly();
                        });
        return found.sentences;
    }

    @Test
    void refusesASwappedKey() throws IOException {
        var swapped = data.resolve("swapped.key");
        Files.writeString(swapped, "key1:" + Base64.getEncoder().encodeToString(new byte[32]));
        var answer = run("verify", "--groundplan.key-file=" + swapped);

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.out())
                .contains("FOUND: The key \"key1\" is not in the key file, or another one");
    }

    @Test
    void makesNothingWhereNoPortalIs() throws IOException {
        var elsewhere = Files.createDirectories(data.resolve("elsewhere"));
        var key = "--groundplan.key-file=" + data.resolve("portal/master.key");

        assertThat(call("verify", "--groundplan.data=" + elsewhere).err())
                .startsWith("There is no key file ");
        var answer = call("verify", "--groundplan.data=" + elsewhere, key);
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).startsWith("There is no database there.");
        assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void refusesTablesOfAnotherVersion() {
        try (var pool = open()) {
            var jdbc = JdbcClient.create(pool);
            jdbc.sql("update flyway_schema_history set success = false where version = '15'")
                    .update();
            try {
                var answer = run("verify");
                assertThat(answer.code()).isEqualTo(2);
                assertThat(answer.err()).startsWith("The database has version 1");
            } finally {
                jdbc.sql("update flyway_schema_history set success = true").update();
            }
        }
    }

    /** In a process of its own, with main and all. */
    @Test
    void saysWhereToCheckWhileThePortalHasTheEmbeddedDatabase() throws Exception {
        var out = data.resolve("verify.out");
        var err = data.resolve("verify.err");
        try (var pool = open();
                var held = pool.getConnection()) {
            assertThat(held.isValid(1)).isTrue();
            var process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    Groundplan.class.getName(),
                                    "verify",
                                    portal.settings()[0])
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile())
                            .start();
            var ended = process.waitFor(1, TimeUnit.MINUTES);
            process.destroyForcibly();
            assertThat(ended).isTrue();
            assertThat(process.exitValue()).as(Files.readString(err)).isEqualTo(2);
        }
        assertThat(err).content().startsWith("The portal is running").hasLineCount(1);
        assertThat(out).isEmptyFile();
    }

    @Test
    void listsTheCommands() {
        assertThat(Commands.isOne(new String[] {"--help"})).isTrue();
        assertThat(Commands.isOne(new String[] {"--groundplan.data=x"})).isFalse();
        assertThat(call("--help").out()).contains("verify").contains("rescue --environment");
        assertThat(call("verify", "--nonsense", "1").err())
                .startsWith("--nonsense is not an option of this command.");
    }

    @Test
    void writesDownTheFilesOfAnEnvironment() throws IOException {
        var target = data.resolve("rescued-page");
        var answer = run("rescue", "--environment", page, "--to", target.toString());

        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(target.resolve("1-page/files/index.html")).content().contains("Blue");
        assertThat(target.resolve("1-page/inputs.json")).content().contains("\"title\" : \"Blue\"");
        assertThat(target.resolve("1-page/state")).content().contains("lineage");
        assertThat(target.resolve("1-page/source/site")).isDirectory();
        assertThat(target.resolve("COMMANDS.md"))
                .content()
                .contains("cd 1-page\n")
                .contains("cp -R files/. \"$ENVIRONMENT\"")
                .contains("Recorded state 1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rwx------");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(target.resolve("1-page/state"))))
                .isEqualTo("rw-------");
        assertThat(run("rescue", "--environment", page, "--to", target.toString()).err())
                .contains("is not empty");
    }

    @Test
    void saysWhichEnvironmentItDoesNotKnow() {
        var answer = run("rescue", "--environment", "shop/none", "--to", data + "/rescued-nothing");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).startsWith("There is no environment shop/none.");
        assertThat(data.resolve("rescued-nothing")).doesNotExist();
    }

    /** What a person types at night: the commands of the file, in the order of the file. */
    @Test
    void letsAPersonGoOnWithTerraform() throws Exception {
        assumeThat(database).isNotNull();
        var target = data.resolve("rescued-database");
        var answer = run("rescue", "--environment=" + database, "--to=" + target);
        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(target.resolve("1-database/inputs.tfvars.json")).content().contains(PASSWORD);
        assertThat(answer.out()).doesNotContain(PASSWORD);

        var commands =
                Files.readAllLines(target.resolve("COMMANDS.md")).stream()
                        .filter(
                                line ->
                                        line.startsWith("cd ")
                                                || line.startsWith("export")
                                                || line.startsWith("terraform init")
                                                || line.startsWith("terraform plan"))
                        .toList();
        var shell =
                new ProcessBuilder("sh", "-e", "-c", String.join("\n", commands))
                        .directory(target.toFile())
                        .redirectErrorStream(true)
                        .start();
        var said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(said).isZero();
        assertThat(said).contains("No changes.");
    }

    private static HikariDataSource open() {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(
                "jdbc:h2:file:"
                        + data.resolve("portal/db/groundplan").toAbsolutePath()
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
        pool.setUsername("groundplan");
        pool.setPassword("");
        pool.setMaximumPoolSize(1);
        return pool;
    }

    private record Answer(int code, String out, String err) {}

    private static Answer run(String command, String... more) {
        var all = new ArrayList<>(List.of(command));
        all.addAll(List.of(portal.settings()));
        all.addAll(List.of(more));
        return call(all.toArray(String[]::new));
    }

    private static Answer call(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var code = Commands.run(arguments, new PrintStream(out, true), new PrintStream(err, true));
        return new Answer(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
