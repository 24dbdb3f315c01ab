package dev.groundplan.command;

import dev.groundplan.environment.EnvironmentId;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes down everything that a person needs to go on with one environment without the portal. */
final class Rescue implements Command {
    @Override
    public String name() {
        return "rescue";
    }

    @Override
    public String usage() {
        return """
        rescue --environment <team>/<name> --to <empty folder>
            Writes the sources, values, state and outputs of one environment, SECRETS IN CLEAR, and a file
            COMMANDS.md with what to type to go on by hand. For when the portal can't be used.
        """;
    }

    @Override
    public int run(List<String> words, PrintStream out) {
        var arguments = Arguments.of(words);
        arguments.refuseOthersThan("environment", "to");
        var name = arguments.required("environment");
        var target = Path.of(arguments.required("to")).toAbsolutePath().normalize();
        refuseUnlessEmpty(target);
        try (var context =
                CommandContext.open(
                        arguments,
                        RescueWriter.class,
                        RescueWriter.Records.class,
                        RescueNotes.class)) {
            var id = find(context.getBean(JdbcClient.class), name);
            context.getBean(RescueWriter.class).write(id, name, target);
            out.println(
                    "Wrote "
                            + name
                            + " to "
                            + target
                            + ". Begin with COMMANDS.md. The files hold secrets: delete them when you are done.");
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to " + target + " failed: " + e, e);
        }
    }

    private static void refuseUnlessEmpty(Path target) {
        try {
            if (Files.notExists(target)) {
                return;
            }
            try (var inside = Files.list(target)) {
                if (inside.findAny().isPresent()) {
                    throw new IllegalArgumentException(
                            target + " is not empty. Name a folder that is, or that is not there.");
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(target + " is not a folder that can be read.");
        }
    }

    /** The living one; of destroyed ones the last. */
    private static EnvironmentId find(JdbcClient jdbc, String name) {
        var parts = name.split("/", 2);
        return jdbc
                .sql(
                        """
                        select e.id from environment e join team t on t.id = e.team_id
                        where t.name = :team and e.name = :name
                        order by case when e.live_name is null then 1 else 0 end, e.created_at desc
                        """)
                .param("team", parts[0])
                .param("name", parts.length < 2 ? "" : parts[1])
                .query(UUID.class)
                .list()
                .stream()
                .findFirst()
                .map(EnvironmentId::new)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "There is no environment "
                                                + name
                                                + ". Name it as <team>/<name>."));
    }
}
